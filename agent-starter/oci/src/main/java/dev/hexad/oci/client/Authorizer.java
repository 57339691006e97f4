package dev.hexad.oci.client;

import dev.hexad.contracts.message.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers a registry's challenge: Basic as RFC 7617 has it, Bearer with the token protocols of the
 * distribution project (GET with Basic, or the OAuth 2 form with a refresh token).
 */
final class Authorizer {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,\"]+))");
  private final RegistryHttp http;
  private final String registry;
  private final RegistryCredentials credentials;
  private final String scope;
  private @Nullable Secret header;

  Authorizer(
      RegistryHttp http, String registry, RegistryCredentials credentials, String repository) {
    this.http = http;
    this.registry = registry;
    this.credentials = credentials;
    this.scope = "repository:" + repository + ":";
  }

  /** What the last challenge was answered with; null before the first. */
  synchronized @Nullable Secret header() {
    return header;
  }

  /** Finds a new answer to a challenge; false when there is none. */
  synchronized boolean answer(HttpResponse<?> challenge, boolean writes) {
    RegistryCredentials.Login login = credentials.login(registry);
    for (String offer : challenge.headers().allValues("WWW-Authenticate")) {
      String scheme = offer.strip().split("\\s", 2)[0];
      if (scheme.equalsIgnoreCase("Bearer")) {
        header = Secret.of("Bearer " + bearer(parameters(offer), login, writes).reveal());
        return true;
      }
      if (scheme.equalsIgnoreCase("Basic") && login instanceof RegistryCredentials.Basic basic) {
        header = basic(basic);
        return true;
      }
    }
    return false;
  }

  private Secret bearer(
      Map<String, String> challenge, RegistryCredentials.Login login, boolean writes) {
    URI realm = http.base(registry).resolve(challenge.getOrDefault("realm", "/v2/token"));
    http.requireSafe(realm);
    var parameters = new TreeMap<String, String>();
    parameters.put("service", challenge.getOrDefault("service", registry));
    String actions = writes ? "pull,push,delete" : "pull";
    parameters.put(
        "scope", writes ? scope + actions : challenge.getOrDefault("scope", scope + actions));
    JsonNode answer;
    if (login instanceof RegistryCredentials.RefreshToken refresh) {
      parameters.put("grant_type", "refresh_token");
      parameters.put("refresh_token", refresh.token().reveal());
      answer = http.postForm(realm, parameters);
    } else {
      Secret basic = login instanceof RegistryCredentials.Basic b ? basic(b) : null;
      URI uri = URI.create(realm + (realm.getQuery() == null ? "?" : "&") + query(parameters));
      answer =
          RegistryHttp.tokenAnswer(
              http.send(new RegistryHttp.Call("GET", uri, Map.of()), basic), uri);
    }
    return RegistryHttp.token(answer, registry, "token", "access_token");
  }

  private static Secret basic(RegistryCredentials.Basic login) {
    String plain = login.username() + ":" + login.password().reveal();
    return Secret.of(
        "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
  }

  private static String query(Map<String, String> parameters) {
    var text = new StringBuilder();
    parameters.forEach((name, value) ->
        text.append(text.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }

  static Map<String, String> parameters(String challenge) {
    var found = new HashMap<String, String>();
    Matcher matcher = PARAMETER.matcher(challenge);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      found.put(matcher.group(1), quoted == null ? String.valueOf(matcher.group(3)) : quoted);
    }
    return found;
  }
}
