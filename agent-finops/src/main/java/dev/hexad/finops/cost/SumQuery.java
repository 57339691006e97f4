package dev.hexad.finops.cost;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The SQL of a sum. Days are summed by dimension first, where rows are small, and only then looked
 * at by name.
 */
final class SumQuery {
  private final Map<String, Object> parameters = new TreeMap<>();
  private final StringBuilder sql = new StringBuilder();
  private final Question question;

  /**
   * @param bucket SQL over {@code day}, null for one sum over all days
   */
  SumQuery(Question question, @Nullable Dimension group, @Nullable String bucket) {
    this.question = question;
    boolean fine = question.fine(group);
    String time = bucket == null ? "null::date" : bucket;
    sql.append("select ")
        .append(group == null ? "''" : group.value(parameter(group)))
        .append(" k, d.currency, x.b, sum(x.a) a from (");
    sql.append(fine ? charges(time) : days(time));
    sql.append(") x join cost_dimension d on d.id = x.dimension_id")
        .append(" join cost_source o on o.id = d.source_id");
    if (fine) {
      sql.append(" left join cost_detail t on t.id = x.detail_id")
          .append(" cross join lateral (select x.resource, x.resource_name) c");
    }
    sql.append(" where (:sample or not o.sample)")
        .append(" and (:currency::text is null or d.currency = :currency)");
    question.filters().forEach(this::filter);
    sql.append(" group by 1, 2, 3");
  }

  private String days(String time) {
    return "select dimension_id, "
        + time
        + " b, sum("
        + question.metric().column()
        + ") a from cost_day where"
        + period()
        + " group by 1, 2";
  }

  private String charges(String time) {
    String amount =
        switch (question.metric()) {
          case BILLED -> "billed";
          case EFFECTIVE -> "effective";
          case LIST -> "coalesce(list, contracted, billed)";
          case CONTRACTED -> "coalesce(contracted, billed)";
        };
    return "select dimension_id, detail_id, resource, resource_name, "
        + time
        + " b, sum("
        + amount
        + ") a from charge where"
        + period()
        + " group by 1, 2, 3, 4, 5";
  }

  private String period() {
    return (question.from() == null ? " true" : " day >= :from")
        + (question.to() == null ? "" : " and day <= :to");
  }

  private void filter(Filter filter) {
    String name = "v" + parameters.size();
    parameters.put(name, filter.values().toArray(String[]::new));
    sql.append(" and ")
        .append(filter.wanted() ? "" : "not ")
        .append(filter.dimension().value(parameter(filter.dimension())))
        .append(" = any(:")
        .append(name)
        .append(")");
  }

  private String parameter(Dimension dimension) {
    if (dimension.tag() == null) {
      return "";
    }
    String name = "t" + parameters.size();
    parameters.put(name, dimension.tag());
    return ":" + name;
  }

  JdbcClient.StatementSpec statement(JdbcClient jdbc) {
    var statement =
        jdbc.sql(sql.toString())
            .param("sample", question.sample())
            .param("currency", question.currency(), Types.VARCHAR)
            .params(parameters);
    if (question.from() != null) {
      statement = statement.param("from", question.from());
    }
    return question.to() == null ? statement : statement.param("to", question.to());
  }

  List<Sum> sums(JdbcClient jdbc) {
    return new ArrayList<>(
        statement(jdbc)
            .query((rs, n) ->
                new Sum(
                    rs.getString("k"),
                    rs.getString("currency"),
                    rs.getObject("b", java.time.LocalDate.class),
                    rs.getBigDecimal("a")))
            .list());
  }
}
