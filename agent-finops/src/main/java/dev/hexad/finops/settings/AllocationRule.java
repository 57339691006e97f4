package dev.hexad.finops.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says who pays for charges that no tag assigns. Where it names nobody, those who pay anything in
 * the same currency share by what they pay.
 *
 * @param name for people
 * @param dimension which charges: one of the dimensions costs are grouped by, for example {@code
 *     service}, {@code account} or {@code tag:project}
 * @param values values of it that fit
 * @param assign to whom, by share; the shares may have any sum
 */
public record AllocationRule(
    String name, String dimension, List<String> values, @Nullable Map<String, Double> assign) {
  public AllocationRule {
    values = values == null ? List.of() : List.copyOf(values);
    assign = assign == null ? Map.of() : Map.copyOf(assign);
    if (name == null || name.isBlank() || dimension == null || dimension.isBlank()) {
      throw new IllegalArgumentException("rules: each needs a name and a dimension");
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("rules: '" + name + "' needs values");
    }
    if (assign.values().stream().anyMatch(share -> !(share > 0))) {
      throw new IllegalArgumentException("rules: the shares of '" + name + "' must be above 0");
    }
  }
}
