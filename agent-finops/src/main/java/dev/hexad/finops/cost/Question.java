package dev.hexad.finops.cost;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.Metric;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which charges are summed.
 *
 * @param from first day, null for the first one known
 * @param to last day, null for the last one known
 * @param currency only charges in it, null for each currency apart
 * @param sample whether sample data counts
 */
public record Question(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Metric metric,
    @Nullable String currency,
    List<Filter> filters,
    boolean sample) {
  private static final int MOST_FINE_DAYS = 92;

  public Question {
    filters = List.copyOf(filters);
    if (from != null && to != null && from.isAfter(to)) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'from' must not be after 'to'.");
    }
  }

  Question between(LocalDate first, LocalDate last) {
    return new Question(first, last, metric, currency, filters, sample);
  }

  boolean fine(@Nullable Dimension group) {
    boolean fine =
        (group != null && group.fine())
            || filters.stream().anyMatch(filter -> filter.dimension().fine());
    if (fine
        && (from == null || to == null || ChronoUnit.DAYS.between(from, to) > MOST_FINE_DAYS)) {
      throw new HexadException(
          ProblemType.BAD_REQUEST,
          "Single resources, SKUs and invoices are known for "
              + MOST_FINE_DAYS
              + " days at once; give 'from' and 'to'.");
    }
    return fine;
  }
}
