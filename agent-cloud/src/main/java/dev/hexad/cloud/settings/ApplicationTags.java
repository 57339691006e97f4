package dev.hexad.cloud.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the application that owns a resource is found, and what else its resources are tagged with.
 *
 * @param tags that hold the name or the id of an application, the first one that names one counts;
 *     those that deployments by Hexad set, {@code application} and {@code app} when absent
 * @param values tags of an application by its name, beside its name and its team, which Hexad
 *     knows; for example {@code {"shop": {"cost-center": "k17"}}}
 */
public record ApplicationTags(
    @Nullable List<String> tags, @Nullable Map<String, Map<String, String>> values) {
  private static final List<String> USUAL =
      List.of(
          "application",
          "app",
          "hexad:application",
          "dev.hexad.application",
          "dev.hexad/application");

  public static final ApplicationTags DEFAULT = new ApplicationTags(USUAL, Map.of());

  @Override
  public List<String> tags() {
    return tags == null ? USUAL : tags;
  }

  @Override
  public Map<String, Map<String, String>> values() {
    return values == null ? Map.of() : values;
  }
}
