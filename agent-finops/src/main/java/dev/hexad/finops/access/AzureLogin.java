package dev.hexad.finops.access;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The content of a secret with a service principal of Azure.
 *
 * @param authority who gives out tokens, for clouds of their own; Microsoft's when absent
 */
public record AzureLogin(
    String tenantId, String clientId, String clientSecret, @Nullable String authority) {
  private static final String USUAL = "https://login.microsoftonline.com";

  public AzureLogin {
    if (tenantId == null || clientId == null || clientSecret == null) {
      throw new IllegalArgumentException("a part is missing");
    }
  }

  /** Reads a secret. */
  public static AzureLogin of(String name, Secret secret) {
    try {
      return Json.read(secret.reveal(), AzureLogin.class);
    } catch (JacksonException e) {
      // The cause would quote the secret.
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '"
              + name
              + "' is not {\"tenantId\": …, \"clientId\": …, \"clientSecret\": …}.");
    }
  }

  /** A token for a service, by client credentials. */
  public Secret token(JsonApi api, String scope) throws IOException {
    String form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                clientSecret,
                "scope",
                scope)
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    String root = (authority == null ? USUAL : authority).replaceFirst("/+$", "");
    String token =
        api.send(
                "Entra",
                HttpRequest.newBuilder(
                        URI.create(root + "/" + encoded(tenantId) + "/oauth2/v2.0/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build())
            .path("access_token")
            .asString("");
    if (token.isEmpty()) {
      throw new IOException("Entra gives no token");
    }
    return Secret.of(token);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "AzureLogin[tenantId=" + tenantId + ", clientId=" + clientId + "]";
  }
}
