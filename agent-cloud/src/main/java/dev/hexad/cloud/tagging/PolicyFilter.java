package dev.hexad.cloud.tagging;

import dev.hexad.cloud.settings.TagPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says a tag policy in the filter language, so that what it finds can be searched; pure. */
final class PolicyFilter {
  private PolicyFilter() {}

  /** All that the policy is about. */
  static String scope(TagPolicy policy) {
    String resources = policy.resources();
    return resources == null || resources.isBlank() ? "type exists" : "(" + resources + ")";
  }

  /** Those that do not keep it. */
  static String violators(TagPolicy policy) {
    var parts = new ArrayList<String>();
    keys(policy).forEach(key -> parts.add("not " + keeps(policy, key)));
    return scope(policy) + " and (" + String.join(" or ", parts) + ")";
  }

  /** Those that do not keep it and whose time is over. */
  static String due(TagPolicy policy) {
    String violators = violators(policy);
    return policy.graceDays() == 0
        ? violators
        : violators + " and age > " + policy.graceDays() + "d";
  }

  /** Those that do not keep it and of which nobody knows since when they are there. */
  static String ageless(TagPolicy policy) {
    return violators(policy) + " and not age > 0s";
  }

  /** Those that keep one key of it. */
  static String keeping(TagPolicy policy, String key) {
    return scope(policy) + " and " + keeps(policy, key);
  }

  static List<String> keys(TagPolicy policy) {
    var keys = new TreeSet<>(policy.required());
    keys.addAll(policy.allowed().keySet());
    return List.copyOf(keys);
  }

  /** A key that is only limited may be missing. */
  private static String keeps(TagPolicy policy, String key) {
    String field = quoted("tag." + key);
    List<String> values = policy.allowed().get(key);
    if (values == null) {
      return "(" + field + " exists)";
    }
    String allowed =
        field
            + " in ("
            + values.stream().map(PolicyFilter::quoted).collect(Collectors.joining(", "))
            + ")";
    return policy.required().contains(key)
        ? "(" + allowed + ")"
        : "(" + allowed + " or not " + field + " exists)";
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
