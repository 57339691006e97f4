package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.settings.SignalQuery.Direction;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is followed over time.
 *
 * @param key application, environment, name and labels
 * @param source where it is asked for; null for what is read from revisions
 * @param seconds between two values
 * @param labels of the series that it is, in the order of their names; none where its query is not
 *     split
 */
public record Signal(
    long id,
    String key,
    String name,
    @Nullable UUID applicationId,
    @Nullable String application,
    @Nullable String environment,
    String unit,
    Direction direction,
    @Nullable String source,
    String query,
    int seconds,
    @Nullable String owner,
    Map<String, String> labels) {
  public Signal {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Name and labels, for people. */
  public String title() {
    return name + words(labels);
  }

  /** Labels as they stand behind a name; nothing when there are none. */
  static String words(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
