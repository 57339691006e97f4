package dev.hexad.githost.api;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp.Answer;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns refusals of a host into problems that say what to do. */
final class Refusals {
  private Refusals() {}

  static HexadException of(
      String host, String method, Answer answer, boolean limited, Optional<Duration> asked) {
    int status = answer.status();
    String said = said(answer);
    if (limited) {
      String when = asked.map(time -> " for " + time.toSeconds() + " s more").orElse("");
      return new HexadException(
          ProblemType.UNAVAILABLE,
          host + "'s rate limit is used up" + when + "; it is tried again later." + said);
    }
    return switch (status) {
      case 401 ->
          new HexadException(
              ProblemType.FORBIDDEN,
              host + " does not accept the token; create a new one and store it." + said);
      case 403 ->
          new HexadException(
              ProblemType.FORBIDDEN,
              host
                  + " does not let the token do this; give it "
                  + (method.equals("GET") ? "read" : "write")
                  + " access to commit statuses, pull requests and contents."
                  + said);
      case 404 ->
          new HexadException(
              ProblemType.NOT_FOUND,
              host
                  + " shows no such thing to this token; check the repository's path, and that the"
                  + " token may see it."
                  + said);
      case 400, 409, 422 ->
          new HexadException(ProblemType.INVALID, host + " does not take the content." + said);
      default ->
          new HexadException(
              status >= 500 ? ProblemType.UPSTREAM_FAILED : ProblemType.INVALID,
              host + " answered " + status + "." + said);
    };
  }

  private static String said(Answer answer) {
    String message = "";
    try {
      JsonNode json = Json.mapper().readTree(answer.text());
      JsonNode text = json.has("message") ? json.path("message") : json.path("error");
      message = text.isString() ? text.stringValue() : text.isMissingNode() ? "" : text.toString();
    } catch (JacksonException e) {
      return "";
    }
    return message.isBlank() ? "" : " It says: " + Markdown.cut(Markdown.oneLine(message), 200);
  }
}
