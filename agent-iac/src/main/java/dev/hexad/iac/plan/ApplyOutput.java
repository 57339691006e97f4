package dev.hexad.iac.plan;

import dev.hexad.contracts.command.ApplyParameters;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@code apply -json} writes: one JSON object per line. */
final class ApplyOutput {
  private final Consumer<String> log;
  private final List<String> errors = new ArrayList<>();
  private @Nullable JsonNode summary;

  /**
   * @param log receives the lines as people read them
   */
  ApplyOutput(Consumer<String> log) {
    this.log = log;
  }

  void line(String line) {
    JsonNode message;
    try {
      message = Json.mapper().readTree(line);
    } catch (JacksonException e) {
      log.accept(line);
      return;
    }
    String text = message.path("@message").asString("");
    if (!text.isEmpty()) {
      log.accept(text);
    }
    JsonNode diagnostic = message.path("diagnostic");
    String detail = diagnostic.path("detail").asString("");
    if (!detail.isEmpty()) {
      log.accept(detail.indent(2).stripTrailing());
    }
    if ("error".equals(diagnostic.path("severity").asString(""))) {
      errors.add(diagnostic.path("summary").asString("an error without a name"));
    }
    JsonNode changes = message.path("changes");
    if ("change_summary".equals(message.path("type").asString(""))
        && !"plan".equals(changes.path("operation").asString(""))) {
      summary = changes;
    }
  }

  /** The first error, or a pointer to the log. */
  String firstError() {
    return errors.isEmpty() ? "see the log" : errors.getFirst();
  }

  /** What was done; empty until the tool has said so, and when it has told errors. */
  Optional<ApplyParameters.Result> result(UUID plan) {
    JsonNode done = summary;
    return done == null || !errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ApplyParameters.Result(
                plan,
                done.path("add").asInt(0),
                done.path("change").asInt(0),
                done.path("remove").asInt(0)));
  }
}
