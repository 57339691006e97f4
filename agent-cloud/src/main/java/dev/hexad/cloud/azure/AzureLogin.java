package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.ProviderException.Kind;
import dev.hexad.cloud.rest.Tokens;
import dev.hexad.cloud.settings.Secrets;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tokens of Microsoft Entra for a service principal (OAuth 2 client credentials). */
final class AzureLogin implements Tokens.Source {
  private static final int LIMIT = 64 * 1024;
  private static final URI ENTRA = URI.create("https://login.microsoftonline.com");

  private final String secret;
  private final Secrets secrets;
  private final GuardedHttp http;
  private final String audience;
  private final Clock clock;

  /**
   * A login.
   *
   * @param audience the API that tokens are for
   */
  AzureLogin(String secret, Secrets secrets, GuardedHttp http, String audience, Clock clock) {
    this.secret = secret;
    this.secrets = secrets;
    this.http = http;
    this.audience = audience;
    this.clock = clock;
  }

  /**
   * The content of the secret.
   *
   * @param authority where to log in, that of the public cloud when absent
   */
  private record Content(
      String tenant, String clientId, Secret clientSecret, @Nullable URI authority) {
    Content {
      if (tenant == null || clientId == null || clientSecret == null) {
        throw new IllegalArgumentException("a field is missing");
      }
    }

    URI tokens() {
      String root = (authority == null ? ENTRA : authority).toString().replaceFirst("/+$", "");
      return URI.create(
          root + "/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8) + "/oauth2/v2.0/token");
    }
  }

  @Override
  public Tokens.Token fetch() {
    Content content = content();
    Map<String, String> form =
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            content.clientId(),
            "client_secret",
            content.clientSecret().reveal(),
            "scope",
            audience + "/.default");
    HttpRequest request =
        HttpRequest.newBuilder(content.tokens())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      GuardedHttp.Answer answer = http.send(request, LIMIT);
      if (answer.status() != 200) {
        throw ProviderException.of(
            Kind.CREDENTIALS,
            "Entra answered %d; check tenant, clientId and clientSecret in the secret '%s'."
                .formatted(answer.status(), secret));
      }
      JsonNode token = Json.mapper().readTree(answer.content());
      return new Tokens.Token(
          Secret.of(token.path("access_token").asString("")),
          clock.instant().plusSeconds(token.path("expires_in").asLong(0)));
    } catch (IOException | JacksonException e) {
      throw new ProviderException(
          Kind.UNREACHABLE, "Entra does not answer well: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(Kind.UNREACHABLE, "It was interrupted.", e);
    }
  }

  /** Whom logs of Azure name as having done what is done with this login. */
  String clientId() {
    return content().clientId();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private Content content() {
    try {
      return Json.read(secrets.require(secret).reveal(), Content.class);
    } catch (JacksonException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '"
              + secret
              + "' is not {\"tenant\": …, \"clientId\": …, \"clientSecret\": …}.");
    }
  }
}
