package dev.hexad.cloud.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule for tags.
 *
 * @param name unique
 * @param resources filter that finds those it is about, all when absent
 * @param required keys that must be there
 * @param allowed values that a key may have; any when a key is not named
 * @param defaults values that remediation sets where a key is missing or its value is not allowed
 * @param graceDays for how long a new resource may be otherwise
 */
public record TagPolicy(
    String name,
    @Nullable String resources,
    List<String> required,
    Map<String, List<String>> allowed,
    Map<String, String> defaults,
    int graceDays) {
  public TagPolicy {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "the tag policy '" + name + "' must be named by lower case letters, digits, dashes");
    }
    required = required == null ? List.of() : List.copyOf(required);
    allowed = allowed == null ? Map.of() : Map.copyOf(allowed);
    defaults = defaults == null ? Map.of() : Map.copyOf(defaults);
    if (required.isEmpty() && allowed.isEmpty()) {
      throw new IllegalArgumentException("the tag policy '" + name + "' asks for nothing");
    }
    if (graceDays < 0) {
      throw new IllegalArgumentException("graceDays must be 0 or more");
    }
    for (Map.Entry<String, String> one : defaults.entrySet()) {
      List<String> values = allowed.get(one.getKey());
      if (values != null && !values.contains(one.getValue())) {
        throw new IllegalArgumentException(
            "the tag policy '" + name + "' sets what it does not allow: " + one.getKey());
      }
    }
  }
}
