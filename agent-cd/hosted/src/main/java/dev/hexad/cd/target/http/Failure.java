package dev.hexad.cd.target.http;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.http.HttpHeaders;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What a provider says when it refuses. */
final class Failure {
  private static final int LONGEST = 500;
  private static final int MOST_SECONDS = 30;

  private Failure() {}

  static HexadException of(
      String provider, String method, String path, int status, JsonNode body, String token) {
    return new HexadException(
        type(status),
        "%s answered %d to %s %s: %s"
            .formatted(provider, status, method, plain(path), words(body).replace(token, "***")));
  }

  private static ProblemType type(int status) {
    return switch (status) {
      case 400, 402, 422 -> ProblemType.INVALID;
      case 401, 403 -> ProblemType.FORBIDDEN;
      case 404, 410 -> ProblemType.NOT_FOUND;
      case 409, 412 -> ProblemType.CONFLICT;
      case 429 -> ProblemType.RATE_LIMITED;
      default -> ProblemType.UPSTREAM_FAILED;
    };
  }

  /** Queries only make messages long. */
  static String plain(String path) {
    return path.replaceFirst("\\?.*", "");
  }

  private static String words(JsonNode body) {
    String text = body.at("/error/message").asString("");
    if (text.isEmpty()) {
      text = body.path("message").asString("");
    }
    if (text.isEmpty()) {
      text = body.isString() ? body.asString() : body.isEmpty() ? "nothing more" : body.toString();
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  static String words(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** How long the provider wants to be left alone. */
  static Duration pause(HttpHeaders headers) {
    String given = headers.firstValue("Retry-After").orElse("1");
    // It may also be a date, which is rare and not worth a parser.
    int seconds = given.matches("\\d{1,6}") ? Integer.parseInt(given) : MOST_SECONDS;
    return Duration.ofSeconds(Math.min(seconds, MOST_SECONDS));
  }
}
