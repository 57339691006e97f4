package dev.hexad.cloud.azure;

import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.Progress;
import dev.hexad.cloud.rest.RestApi.Accepted;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asynchronous operations of Resource Manager, as its documentation says they are followed. */
final class AzureOperations {
  /** The address has a status in its body. */
  private static final String STATUS = "STATUS";

  /** The address answers 202 until it is over. */
  private static final String LOCATION = "LOCATION";

  private AzureOperations() {}

  /**
   * What an answer to an act says of its end. An address elsewhere is not followed: whoever is
   * asked gets the token.
   */
  static Outcome begun(String root, Accepted answer) {
    return address(root, answer, "Azure-AsyncOperation")
        .map(place -> operation(STATUS, place))
        .or(() ->
            answer.status() == 202
                ? address(root, answer, "Location").map(place -> operation(LOCATION, place))
                : Optional.empty())
        .orElse(Outcome.DONE);
  }

  private static Outcome operation(String way, String place) {
    return new Outcome.Operation(way + " " + place);
  }

  private static Optional<String> address(String root, Accepted answer, String header) {
    return answer
        .headers()
        .firstValue(header)
        .filter(url -> url.startsWith(root + "/"))
        .map(url -> url.substring(root.length()));
  }

  static Progress progress(String way, Accepted answer) {
    if (way.equals(LOCATION)) {
      return answer.status() == 202
          ? new Progress.Going("accepted", answer.askAgain())
          : new Progress.Done();
    }
    JsonNode body = answer.body();
    String status = body.path("status").asString("");
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "succeeded" -> new Progress.Done();
      case "failed", "canceled" -> new Progress.Failed(problem(body, status));
      default -> new Progress.Going(words(body, status), answer.askAgain());
    };
  }

  private static String words(JsonNode body, String status) {
    String percent = body.path("percentComplete").asString("");
    return status + (percent.isEmpty() ? "" : ", " + percent + " %");
  }

  private static String problem(JsonNode body, String status) {
    String code = body.at("/error/code").asString("");
    String message = body.at("/error/message").asString("");
    return status + (code.isEmpty() ? "" : ", " + code) + (message.isEmpty() ? "" : ": " + message);
  }
}
