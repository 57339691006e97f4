package dev.hexad.finops.cost;

import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Sums of cost rows. Amounts of different currencies are never added. */
@Service
class Costs {
  private static final int MAX_ITEMS = 5_000;

  private final JdbcClient jdbc;

  Costs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Which of the two amounts of a charge. */
  enum Metric {
    BILLED("billed"),
    EFFECTIVE("effective");

    private final String column;

    Metric(String column) {
      this.column = column;
    }
  }

  /**
   * What to sum.
   *
   * @param from first day
   * @param to last day
   * @param sample whether rows of sample data count
   */
  record Question(
      String groupBy,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Metric metric,
      boolean sample) {}

  /** One sum. */
  record Item(String key, String amount, String currency) {}

  /** How fresh a source is. */
  record Source(String source, boolean sample, LocalDate lastDay, Instant importedAt) {}

  /**
   * The answer.
   *
   * @param containsSample whether rows of sample data are in it
   * @param truncated whether only the largest items are given; totals are always whole
   */
  record Answer(
      List<Item> items,
      List<Money> totals,
      String groupBy,
      Metric metric,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      boolean containsSample,
      boolean truncated,
      List<Source> sources) {}

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Answer answer(Question question, String applicationTag) {
    String key = "coalesce(nullif(" + expression(question.groupBy()) + ", ''), '(none)')";
    String order = "day".equals(question.groupBy()) ? "1, 3" : "2 desc, 1, 3";
    List<Item> items =
        filtered(
                "select "
                    + key
                    + " k, sum("
                    + question.metric().column
                    + ") a, currency from cost_row",
                "group by 1, 3 order by " + order + " limit " + (MAX_ITEMS + 1),
                question)
            .param("tag", tag(question.groupBy(), applicationTag))
            .query((rs, n) ->
                new Item(
                    rs.getString("k"),
                    rs.getBigDecimal("a").toPlainString(),
                    rs.getString("currency")))
            .list();
    boolean truncated = items.size() > MAX_ITEMS;
    return new Answer(
        truncated ? items.subList(0, MAX_ITEMS) : items,
        totals(question),
        question.groupBy(),
        question.metric(),
        question.from(),
        question.to(),
        containsSample(question),
        truncated,
        sources());
  }

  private static String expression(String groupBy) {
    return switch (groupBy) {
      case "service" -> "service";
      case "day" -> "day::text";
      case "provider" -> "provider";
      case "account" -> "account";
      case "region" -> "region";
      case "application" -> "tags ->> :tag";
      case String tag when tag.startsWith("tag:") && tag.length() > 4 -> "tags ->> :tag";
      default ->
          throw new HexadException(
              ProblemType.BAD_REQUEST,
              "'groupBy' can be service, day, provider, account, region, application or tag:KEY, not '"
                  + groupBy
                  + "'.");
    };
  }

  private static String tag(String groupBy, String applicationTag) {
    return groupBy.startsWith("tag:") ? groupBy.substring(4) : applicationTag;
  }

  private JdbcClient.StatementSpec filtered(String select, String rest, Question question) {
    return jdbc.sql(
            select
                + """
                 where (cast(:from as date) is null or day >= :from)
                  and (cast(:to as date) is null or day <= :to) and (:sample or not sample)
                """
                + rest)
        .param("from", question.from(), java.sql.Types.DATE)
        .param("to", question.to(), java.sql.Types.DATE)
        .param("sample", question.sample());
  }

  private List<Money> totals(Question question) {
    return filtered(
            "select currency, sum(" + question.metric().column + ") a from cost_row",
            "group by 1 order by 1",
            question)
        .query((rs, n) -> Money.of(rs.getBigDecimal("a"), rs.getString("currency")))
        .list();
  }

  private boolean containsSample(Question question) {
    return filtered("select coalesce(bool_or(sample), false) from cost_row", "", question)
        .query(Boolean.class)
        .single();
  }

  private List<Source> sources() {
    return jdbc.sql(
            """
            select source, sample, max(last_day) d, max(imported_at) t from cost_import
            group by 1, 2 order by 1, 2
            """)
        .query((rs, n) ->
            new Source(
                rs.getString("source"),
                rs.getBoolean("sample"),
                rs.getObject("d", LocalDate.class),
                rs.getTimestamp("t").toInstant()))
        .list();
  }
}
