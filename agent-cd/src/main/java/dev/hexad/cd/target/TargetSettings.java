package dev.hexad.cd.target;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what a pipeline says to a target. */
public final class TargetSettings {
  private TargetSettings() {}

  /**
   * The settings as a record.
   *
   * @throws HexadException that names a setting which does not exist or does not fit
   */
  public static <T extends Record> T read(JsonNode settings, Class<T> type, String target) {
    var known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    var unknown = new TreeSet<>(settings.propertyNames());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target '%s' knows no setting %s; there are %s."
              .formatted(target, String.join(", ", unknown), String.join(", ", known)));
    }
    try {
      return Json.convert(settings, type);
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The settings of the target '%s' do not fit: %s"
              .formatted(target, e.getOriginalMessage()),
          e);
    }
  }

  /**
   * The name of a cluster; that of the only one when none is given.
   *
   * @param what the clusters are, for messages
   */
  public static String choose(String what, Map<String, ?> known, @Nullable String given) {
    if (given == null && known.size() == 1) {
      return known.keySet().iterator().next();
    }
    if (given == null || !known.containsKey(given)) {
      throw new HexadException(
          ProblemType.INVALID,
          "%s; the CD agent's configuration has %s."
              .formatted(
                  given == null ? "Name a " + what : "There is no " + what + " '" + given + "'",
                  known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known.keySet()))));
    }
    return given;
  }
}
