package dev.hexad.finops.cost;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Sums of charges. Amounts of different currencies are never added. */
@Service
public class Sums {
  private final JdbcClient jdbc;

  Sums(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sums outside of an agent. */
  public static Sums of(JdbcClient jdbc) {
    return new Sums(jdbc);
  }

  /** The days that charges are known of. */
  public record Span(LocalDate first, LocalDate last) {}

  /** One sum per value and currency; one per currency where nothing is grouped by. */
  public List<Sum> by(Question question, @Nullable Dimension group) {
    return new SumQuery(question, group, null).sums(jdbc);
  }

  /** The same for each day. */
  public List<Sum> daily(Question question, @Nullable Dimension group) {
    return new SumQuery(question, group, "day").sums(jdbc);
  }

  List<Sum> over(Question question, @Nullable Dimension group, Granularity granularity) {
    return new SumQuery(question, group, granularity.bucket()).sums(jdbc);
  }

  /** From the first to the last day that there is a charge of. */
  public Optional<Span> span(boolean sample) {
    return jdbc.sql(
            """
            select min(first_day) a, max(last_day) b from cost_import
            where kept > 0 and (:sample or not sample)
            """)
        .param("sample", sample)
        .query((rs, n) -> {
          LocalDate first = rs.getObject("a", LocalDate.class);
          LocalDate last = rs.getObject("b", LocalDate.class);
          return first == null || last == null
              ? Optional.<Span>empty()
              : Optional.of(new Span(first, last));
        })
        .single();
  }
}
