package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.Progress;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.rest.RestApi;
import dev.hexad.contracts.message.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resource Graph and Resource Manager of one subscription. */
final class AzureApi {
  static final String PUBLIC = "https://management.azure.com";
  private static final int PAGE = 1000;

  private final RestApi rest;
  private final String root;

  AzureApi(RestApi rest, String root) {
    this.rest = rest;
    this.root = root;
  }

  /** Gives each row that a query finds, page by page. */
  void query(String subscription, String query, Consumer<JsonNode> found) {
    ObjectNode question = Json.mapper().createObjectNode().put("query", query);
    question.putArray("subscriptions").add(subscription);
    ObjectNode options = question.putObject("options");
    options.put("$top", PAGE).put("resultFormat", "objectArray");
    String next;
    do {
      JsonNode page =
          rest.ask(url("/providers/Microsoft.ResourceGraph/resources", "2021-03-01"), question);
      page.path("data").forEach(found);
      next = page.path("$skipToken").asString("");
      options.put("$skipToken", next);
    } while (!next.isEmpty());
  }

  JsonNode get(String id, String version) {
    return rest.get(url(id, version));
  }

  /** What is there; null when it is not. */
  @Nullable JsonNode find(String id, String version) {
    return rest.find(url(id, version));
  }

  /** Gives each thing of a list, page by page. */
  void list(String path, String version, String filter, Consumer<JsonNode> found) {
    String encoded = URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    URI next = URI.create(url(path, version) + "&$filter=" + encoded);
    while (next != null) {
      JsonNode page = rest.get(next);
      page.path("value").forEach(found);
      String link = page.path("nextLink").asString("");
      if (!link.isEmpty() && !link.startsWith(root + "/")) {
        // Whoever is asked gets the token.
        throw ProviderException.of(
            ProviderException.Kind.FAILED, "Azure leads elsewhere for the next page.");
      }
      next = link.isEmpty() ? null : URI.create(link);
    }
  }

  Outcome act(String method, String id, String version, @Nullable JsonNode body) {
    return AzureOperations.begun(root, rest.act(method, url(id, version), body));
  }

  /** How far an operation is that an act has begun. */
  Progress progress(String operation) {
    String[] parts = operation.split(" ", 2);
    return AzureOperations.progress(parts[0], rest.ask(URI.create(root + parts[1])));
  }

  private URI url(String id, String version) {
    return URI.create(root + id.replace(" ", "%20") + "?api-version=" + version);
  }
}
