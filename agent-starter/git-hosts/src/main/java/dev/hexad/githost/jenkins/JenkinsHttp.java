package dev.hexad.githost.jenkins;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.GuardedHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls to one Jenkins with a user's API token. */
final class JenkinsHttp {
  static final int LIMIT = 32 * 1024 * 1024;

  private final GuardedHttp http;
  private final URI base;
  private final Secret credentials;

  JenkinsHttp(GuardedHttp http, URI base, String user, Secret apiToken) {
    this.http = http;
    this.base = base;
    byte[] pair = (user + ":" + apiToken.reveal()).getBytes(StandardCharsets.UTF_8);
    this.credentials = Secret.of("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  private record Crumb(String field, String value, String cookie) {}

  /** A GET, whatever its status. */
  Answer get(String path) {
    return send(request(path).GET().build());
  }

  /** A GET that must succeed, read as JSON. */
  JsonNode json(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw refused(answer);
    }
    return parse(answer);
  }

  static JsonNode parse(Answer answer) {
    try {
      return Json.mapper().readTree(answer.text());
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Jenkins did not answer in JSON; check the base address and what stands before it.");
    }
  }

  /**
   * A POST of a form, sent once. API tokens need no crumb, but Jenkins can be told to want one;
   * then it is fetched, and used together with the session that it belongs to.
   */
  Answer post(String path, Map<String, String> form) {
    Answer answer = send(post(path, form, null));
    boolean crumbMissing =
        answer.status() == 403 && answer.text().toLowerCase(Locale.ROOT).contains("crumb");
    return crumbMissing ? send(post(path, form, crumb())) : answer;
  }

  private Crumb crumb() {
    Answer answer = get("/crumbIssuer/api/json");
    if (answer.status() != 200) {
      throw refused(answer);
    }
    JsonNode json = parse(answer);
    String field = json.path("crumbRequestField").asString("Jenkins-Crumb");
    String cookies =
        answer.headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    return new Crumb(
        field.matches("[A-Za-z.-]{1,50}") ? field : "Jenkins-Crumb",
        json.path("crumb").asString(""),
        cookies);
  }

  private HttpRequest post(String path, Map<String, String> form, @Nullable Crumb crumb) {
    String body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (crumb != null) {
      request.header(crumb.field(), crumb.value());
      if (!crumb.cookie().isEmpty()) {
        request.header("Cookie", crumb.cookie());
      }
    }
    return request.build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", credentials.reveal())
        .header("User-Agent", "Hexad");
  }

  private Answer send(HttpRequest request) {
    try {
      return http.send(request, LIMIT);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Jenkins does not answer: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "The call to Jenkins was interrupted.", e);
    }
  }

  static HexadException refused(Answer answer) {
    return switch (answer.status()) {
      case 401 ->
          new HexadException(
              ProblemType.FORBIDDEN,
              "Jenkins does not accept user and API token; create a new token and store it.");
      case 403 ->
          new HexadException(
              ProblemType.FORBIDDEN,
              "Jenkins does not let this user do it; give the user Job/Read, Job/Build and"
                  + " Job/Cancel.");
      case 404 ->
          new HexadException(
              ProblemType.NOT_FOUND,
              "Jenkins shows no such job or build to this user; check name and folders, and"
                  + " Job/Read.");
      default ->
          new HexadException(
              answer.status() >= 500 ? ProblemType.UPSTREAM_FAILED : ProblemType.INVALID,
              "Jenkins answered " + answer.status() + ".");
    };
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
