package dev.hexad.iac.hosted;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Requests to Terraform Cloud; its refusals in words of what was asked for. */
final class HostedHttp {
  private static final String MEDIA = "application/vnd.api+json";
  private static final int LARGEST = 8 * 1024 * 1024;
  private static final int LONGEST_DETAIL = 300;

  private final GuardedHttp http;
  private final String address;
  private final Secret token;
  private final String secretName;

  HostedHttp(GuardedHttp http, String address, Secret token, String secretName) {
    this.http = http;
    this.address = address;
    this.token = token;
    this.secretName = secretName;
  }

  Secret token() {
    return token;
  }

  /** The document of an answer. */
  JsonNode get(String path, String what) throws InterruptedException {
    return document(send("GET", path, BodyPublishers.noBody(), what, LARGEST), what);
  }

  JsonNode post(String path, Object body, String what) throws InterruptedException {
    return document(
        send("POST", path, BodyPublishers.ofString(Json.write(body)), what, LARGEST), what);
  }

  /** What stands behind a path that leads elsewhere for it; null while there is nothing yet. */
  @Nullable String download(String path, String what, int largest) throws InterruptedException {
    GuardedHttp.Answer answer = send("GET", path, BodyPublishers.noBody(), what, largest);
    if (answer.status() == 204) {
      return null;
    }
    return whole(answer, what, largest).text();
  }

  /**
   * What stands at an address that Terraform Cloud has given. The token goes along only to the
   * service itself.
   */
  String at(String url, String what, int largest) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Accept", "application/json").GET();
    if (url.startsWith(address + "/")) {
      request.header("Authorization", "Bearer " + token.reveal());
    }
    GuardedHttp.Answer answer = exchange(request.build(), largest);
    if (answer.status() != 200) {
      throw refused(answer, what);
    }
    return whole(answer, what, largest).text();
  }

  private static GuardedHttp.Answer whole(GuardedHttp.Answer answer, String what, int largest) {
    if (answer.cut()) {
      throw new HexadException(
          ProblemType.TOO_LARGE,
          "Terraform Cloud: " + what + " has more than " + (largest >> 20) + " MB, the limit.");
    }
    return answer;
  }

  /** Puts a file to an address that Terraform Cloud has given; that address is all it needs. */
  void upload(String url, Path file, String what) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofFile(file))
            .build();
    GuardedHttp.Answer answer = exchange(request, LARGEST);
    if (answer.status() / 100 != 2) {
      throw refused(answer, what);
    }
  }

  /** Bytes of a log from an offset; none where there are none yet. */
  byte[] log(String url, long offset, int limit) throws InterruptedException {
    String more = (url.contains("?") ? "&" : "?") + "limit=" + limit + "&offset=" + offset;
    GuardedHttp.Answer answer =
        exchange(HttpRequest.newBuilder(URI.create(url + more)).GET().build(), limit + 1);
    return answer.status() == 200 ? answer.content() : new byte[0];
  }

  private GuardedHttp.Answer send(
      String method, String path, BodyPublisher body, String what, int largest)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v2" + path))
            .header("Authorization", "Bearer " + token.reveal())
            .header("Content-Type", MEDIA)
            .header("Accept", MEDIA)
            .method(method, body)
            .build();
    GuardedHttp.Answer answer = exchange(request, largest);
    if (answer.status() / 100 != 2) {
      throw refused(answer, what);
    }
    return answer;
  }

  private GuardedHttp.Answer exchange(HttpRequest request, int limit) throws InterruptedException {
    try {
      return http.send(request, limit);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "Terraform Cloud does not answer: " + e.getMessage(), e);
    }
  }

  private HexadException refused(GuardedHttp.Answer answer, String what) {
    int status = answer.status();
    String detail = detail(answer);
    return switch (status) {
      case 401 ->
          new HexadException(
              ProblemType.FORBIDDEN,
              "Terraform Cloud does not take the token of the secret '"
                  + secretName
                  + "'; store one that is valid.");
      case 404 ->
          new HexadException(
              ProblemType.NOT_FOUND,
              "Terraform Cloud has no " + what + ", or the token may not see it.");
      case 403 -> failed(ProblemType.FORBIDDEN, what, status, detail);
      case 409, 412 -> failed(ProblemType.CONFLICT, what, status, detail);
      case 400, 413, 422 -> failed(ProblemType.INVALID, what, status, detail);
      default -> failed(ProblemType.UNAVAILABLE, what, status, detail);
    };
  }

  private static HexadException failed(ProblemType type, String what, int status, String detail) {
    return new HexadException(
        type, "Terraform Cloud answers %d for %s%s.".formatted(status, what, detail));
  }

  private static String detail(GuardedHttp.Answer answer) {
    try {
      JsonNode error = Json.mapper().readTree(answer.text()).path("errors").path(0);
      String text = error.path("detail").asString(error.path("title").asString(""));
      String cut = text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "…" : text;
      return cut.isBlank() ? "" : ": " + cut.replaceFirst("\\.$", "");
    } catch (JacksonException e) {
      return "";
    }
  }

  private static JsonNode document(GuardedHttp.Answer answer, String what) {
    if (answer.content().length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.mapper().readTree(answer.text());
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Terraform Cloud gives no JSON for " + what + ".");
    }
  }
}
