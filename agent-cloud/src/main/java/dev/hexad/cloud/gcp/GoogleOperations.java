package dev.hexad.cloud.gcp;

import dev.hexad.cloud.gcp.GoogleApi.Service;
import dev.hexad.cloud.provider.Outcome;
import dev.hexad.cloud.provider.Progress;
import dev.hexad.cloud.provider.ProviderException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Operations of Google Cloud: those of Compute, and the long-running ones of all others. */
final class GoogleOperations {
  private static final Pattern NAME =
      Pattern.compile(
          "projects/[^/?#]+/(zones/[^/?#]+|regions/[^/?#]+|global|locations/[^/?#]+)/operations/[^/?#]+");

  private GoogleOperations() {}

  /** What an answer to an act says of its end. */
  static Outcome begun(Service service, JsonNode answer) {
    String problem = problem(answer);
    if (problem != null) {
      throw ProviderException.of(ProviderException.Kind.REFUSED, "Google Cloud: " + problem);
    }
    String name = name(service, answer);
    return isDone(answer) || !NAME.matcher(name).matches()
        ? Outcome.DONE
        : new Outcome.Operation(service.name() + " " + name);
  }

  /** Compute names an operation by a link, the others by a path. */
  private static String name(Service service, JsonNode operation) {
    return service == Service.COMPUTE
        ? operation.path("selfLink").asString("").replaceFirst("^.*/compute/v1/", "")
        : operation.path("name").asString("");
  }

  static Progress progress(GoogleApi api, String operation) {
    String[] parts = operation.split(" ", 2);
    JsonNode found = api.get(Service.valueOf(parts[0]), parts[1]);
    if (!isDone(found)) {
      return new Progress.Going(words(found), null);
    }
    String problem = problem(found);
    return problem == null ? new Progress.Done() : new Progress.Failed(problem);
  }

  private static boolean isDone(JsonNode operation) {
    return operation.path("status").asString("").equals("DONE")
        || operation.path("done").asBoolean(false);
  }

  private static String words(JsonNode operation) {
    String state = operation.path("status").asString("running").toLowerCase(Locale.ROOT);
    int percent = operation.path("progress").asInt(0);
    String said = operation.path("statusMessage").asString("");
    return state + (percent > 0 ? ", " + percent + " %" : "") + (said.isEmpty() ? "" : ": " + said);
  }

  private static @Nullable String problem(JsonNode operation) {
    JsonNode error = operation.path("error");
    String all =
        error
            .path("errors")
            .valueStream()
            .map(one -> one.path("message").asString(one.path("code").asString("")))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("; "));
    return Optional.of(all.isEmpty() ? error.path("message").asString("") : all)
        .filter(text -> !text.isEmpty())
        .or(() ->
            error.isMissingNode()
                ? Optional.empty()
                : Optional.of(operation.path("httpErrorMessage").asString("it failed")))
        .orElse(null);
  }
}
