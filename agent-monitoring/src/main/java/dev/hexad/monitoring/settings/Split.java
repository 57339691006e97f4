package dev.hexad.monitoring.settings;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That each series of a query is followed by itself.
 *
 * @param by labels that tell them apart; series that agree in all of them are added up
 * @param most so many are followed; 100 when absent
 */
public record Split(List<String> by, @Nullable Integer most) {
  private static final int USUAL = 100;
  private static final int LARGEST = 2000;
  private static final int MOST_LABELS = 8;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]{0,199}");

  public Split {
    by = by == null ? List.of() : List.copyOf(by);
    if (by.isEmpty() || by.size() > MOST_LABELS || Set.copyOf(by).size() != by.size()) {
      throw new IllegalArgumentException("split: 'by' must name 1 to 8 labels, each once");
    }
    for (String label : by) {
      if (!LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException("split: '" + label + "' is no name of a label");
      }
    }
    most = most == null ? USUAL : most;
    if (most < 1 || most > LARGEST) {
      throw new IllegalArgumentException("split: 'most' must be 1 to 2000, not " + most);
    }
  }

  @Override
  public Integer most() {
    return most == null ? USUAL : most;
  }
}
