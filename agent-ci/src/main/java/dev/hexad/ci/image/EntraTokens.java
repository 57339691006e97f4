package dev.hexad.ci.image;

import dev.hexad.ci.settings.RegistrySettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Access tokens of Microsoft Entra for a service principal (OAuth 2 client credentials). */
@Component
final class EntraTokens {
  private static final int LIMIT = 64 * 1024;

  private final GuardedHttp http;
  private final String authority;

  EntraTokens(
      GuardedHttp http,
      @Value("${hexad.ci.entra-authority:https://login.microsoftonline.com}") String authority) {
    this.http = http;
    this.authority = authority.replaceFirst("/+$", "");
  }

  /**
   * A token for Azure Resource Manager.
   *
   * @param password the principal's client secret; its id is the registry's user name
   * @throws HexadException when Entra gives none
   */
  Secret token(RegistrySettings registry, String tenant, Secret password) {
    String form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                String.valueOf(registry.username()),
                "client_secret",
                password.reveal(),
                "scope",
                "https://management.azure.com/.default")
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI url =
        URI.create(
            authority
                + "/"
                + URLEncoder.encode(tenant, StandardCharsets.UTF_8)
                + "/oauth2/v2.0/token");
    try {
      GuardedHttp.Answer answer =
          http.send(
              HttpRequest.newBuilder(url)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              LIMIT);
      if (answer.status() == 200) {
        return Secret.of(Json.mapper().readTree(answer.text()).path("access_token").asString());
      }
      throw refused(
          registry, "answered " + answer.status(), new IOException("status " + answer.status()));
    } catch (IOException | JacksonException e) {
      throw refused(registry, "did not answer well: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The agent stops.", e);
    }
  }

  private static HexadException refused(RegistrySettings registry, String why, Exception cause) {
    return new HexadException(
        ProblemType.UPSTREAM_FAILED,
        "Entra "
            + why
            + " for "
            + registry.address()
            + "; check tenant, username (the client id) and the client secret.",
        cause);
  }
}
