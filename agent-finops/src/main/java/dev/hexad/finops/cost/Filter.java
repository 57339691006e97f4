package dev.hexad.finops.cost;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.FinopsSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which charges count: those that have one of the values.
 *
 * @param wanted false to leave those out instead
 */
public record Filter(Dimension dimension, List<String> values, boolean wanted) {
  public Filter {
    values = List.copyOf(values);
  }

  /**
   * Filters as they stand in an address, {@code service=Amazon S3} or {@code tag:team!=growth}.
   * Values of the same dimension are alternatives, different dimensions must all fit.
   */
  static List<Filter> parse(List<String> texts, FinopsSettings settings) {
    record Key(String name, boolean wanted) {}
    Map<Key, List<String>> values = new LinkedHashMap<>();
    for (String text : texts) {
      int split = text.indexOf('=');
      boolean not = split > 0 && text.charAt(split - 1) == '!';
      int end = not ? split - 1 : split;
      if (end < 1) {
        throw new HexadException(
            ProblemType.BAD_REQUEST,
            "The filter '" + text + "' is not of the form dimension=value or dimension!=value.");
      }
      values
          .computeIfAbsent(new Key(text.substring(0, end), !not), key -> new ArrayList<>())
          .add(text.substring(split + 1));
    }
    return values.entrySet().stream()
        .map(entry ->
            new Filter(
                Dimension.of(entry.getKey().name(), settings),
                entry.getValue(),
                entry.getKey().wanted()))
        .toList();
  }
}
