package dev.hexad.finops.bench;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Filter;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * What people ask of a bill: by each dimension, all at once and by day, with and without filters.
 */
final class Questions {
  private static final List<String> GROUPS =
      List.of(
          "service",
          "provider",
          "account",
          "region",
          "category",
          "commitment",
          "application",
          "environment",
          "owner",
          "tag:team");

  /** One question. */
  record Asked(Question question, Dimension group, boolean daily) {
    List<Sum> ask(Sums sums) {
      return daily ? sums.daily(question, group) : sums.by(question, group);
    }
  }

  List<Asked> all() {
    FinopsSettings settings = FinopsSettings.DEFAULT;
    var asked = new ArrayList<Asked>();
    for (String group : GROUPS) {
      Dimension dimension = Dimension.of(group, settings);
      for (Metric metric : List.of(Metric.BILLED, Metric.EFFECTIVE)) {
        asked.add(new Asked(question(metric, List.of()), dimension, false));
        asked.add(new Asked(question(metric, List.of()), dimension, true));
      }
      var filter = new Filter(Dimension.of("tag:environment", settings), List.of("prod"), true);
      asked.add(new Asked(question(Metric.LIST, List.of(filter)), dimension, false));
    }
    return asked;
  }

  private static Question question(Metric metric, List<Filter> filters) {
    return new Question(
        LargeBill.FIRST,
        LargeBill.FIRST.plusDays(LargeBill.DAYS - 1L),
        metric,
        null,
        filters,
        true);
  }
}
