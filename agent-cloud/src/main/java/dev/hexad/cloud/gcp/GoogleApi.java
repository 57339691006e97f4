package dev.hexad.cloud.gcp;

import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.rest.RestApi;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The services of Google Cloud, each at its address. */
final class GoogleApi {
  private final RestApi rest;
  private final @Nullable URI endpoint;

  /**
   * An API.
   *
   * @param endpoint of another service with the same paths; Google's when null
   */
  GoogleApi(RestApi rest, @Nullable URI endpoint) {
    this.rest = rest;
    this.endpoint = endpoint;
  }

  /** A service, with what stands before the names of its resources. */
  enum Service {
    ASSETS("cloudasset", "/v1/"),
    COMPUTE("compute", "/compute/v1/"),
    LOGS("logging", "/v2/"),
    PROJECTS("cloudresourcemanager", "/v3/"),
    RUN("run", "/v2/");

    private final String host;
    private final String prefix;

    Service(String host, String prefix) {
      this.host = host;
      this.prefix = prefix;
    }
  }

  JsonNode get(Service service, String name, Map<String, String> query) {
    return rest.get(url(service, name, query));
  }

  JsonNode get(Service service, String name) {
    return get(service, name, Map.of());
  }

  /** What is there; null when it is not. */
  @Nullable JsonNode find(Service service, String name) {
    return rest.find(url(service, name, Map.of()));
  }

  /** A question with a body. */
  JsonNode ask(Service service, String name, JsonNode question) {
    return rest.ask(url(service, name, Map.of()), question);
  }

  Outcome post(Service service, String name, @Nullable JsonNode body) {
    return act("POST", service, url(service, name, Map.of()), body);
  }

  Outcome post(Service service, String name, Map<String, String> query, JsonNode body) {
    return act("POST", service, url(service, name, query), body);
  }

  Outcome delete(Service service, String name) {
    return act("DELETE", service, url(service, name, Map.of()), null);
  }

  /** Changes only the fields of the mask. */
  Outcome patch(Service service, String name, String mask, JsonNode body) {
    return act("PATCH", service, url(service, name, Map.of("updateMask", mask)), body);
  }

  private Outcome act(String method, Service service, URI url, @Nullable JsonNode body) {
    return GoogleOperations.begun(service, rest.act(method, url, body).body());
  }

  private URI url(Service service, String name, Map<String, String> query) {
    String root =
        endpoint == null
            ? "https://" + service.host + ".googleapis.com"
            : endpoint.toString().replaceFirst("/+$", "");
    String parameters =
        query.entrySet().stream()
            .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    return URI.create(
        root + service.prefix + name + (parameters.isEmpty() ? "" : "?" + parameters));
  }
}
