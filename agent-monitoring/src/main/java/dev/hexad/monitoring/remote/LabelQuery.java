package dev.hexad.monitoring.remote;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name with labels in braces: the query of sources that have no language of their own. */
record LabelQuery(String name, Map<String, String> labels) {
  private static final Pattern QUERY = Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})?");
  private static final Pattern LABEL =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_./-]*)\\s*=\\s*\"([^\"]*)\"\\s*(?:,|$)");

  LabelQuery {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads a query.
   *
   * @throws HexadException when it is none, with what is wrong
   */
  static LabelQuery parse(String query) {
    Matcher parts = QUERY.matcher(query.strip());
    if (!parts.matches()) {
      throw new HexadException(
          ProblemType.INVALID, "'" + query + "' is no name of a metric with labels in braces.");
    }
    return new LabelQuery(parts.group(1), labels(query, parts.group(2)));
  }

  private static Map<String, String> labels(String query, @Nullable String text) {
    var labels = new HashMap<String, String>();
    if (text == null) {
      return labels;
    }
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length() && label.find(at) && label.start() == at) {
      labels.put(label.group(1), label.group(2));
      at = label.end();
    }
    if (at < text.length()) {
      throw new HexadException(
          ProblemType.INVALID, "In '" + query + "' labels are written as name=\"value\".");
    }
    return labels;
  }
}
