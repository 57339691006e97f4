package dev.hexad.finops.cost;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL of a sum. */
final class SumQuery {
  private final Map<String, Object> parameters = new TreeMap<>();
  private final StringBuilder sql = new StringBuilder();
  private final Question question;

  /**
   * @param bucket SQL over {@code day}, null for one sum over all days
   */
  SumQuery(Question question, @Nullable Dimension group, @Nullable String bucket) {
    this.question = question;
    String time = bucket == null ? "null::date" : bucket;
    String key = group == null ? "''" : group.value(parameter(group));
    if (question.fine(group)) {
      charges(key, time);
    } else {
      days(key, time);
    }
  }

  /**
   * Dimensions with the same name are one number while days are summed; names come last. What is
   * wanted is a column and no condition, for the planner takes conditions for much rarer than they
   * are, and then walks through all days once for each dimension.
   */
  private void days(String key, String time) {
    sql.append("with m as materialized (select id, k, currency, wanted,")
        .append(" min(id) over (partition by k, currency, wanted) g from (select d.id, ")
        .append(key)
        .append(" k, d.currency, ");
    conditions();
    sql.append(" wanted from cost_dimension d join cost_source o on o.id = d.source_id) named),")
        .append(" x as (select m.g, ")
        .append(time)
        .append(" b, sum(s.")
        .append(question.metric().column())
        .append(") a from cost_day s join m on m.id = s.dimension_id where m.wanted and")
        .append(period())
        .append(" group by 1, 2) select m.k, m.currency, x.b, x.a from x join m on m.id = x.g");
  }

  private void charges(String key, String time) {
    String amount =
        switch (question.metric()) {
          case BILLED -> "billed";
          case EFFECTIVE -> "effective";
          case LIST -> "coalesce(list, contracted, billed)";
          case CONTRACTED -> "coalesce(contracted, billed)";
        };
    sql.append("select ")
        .append(key)
        .append(" k, d.currency, x.b, sum(x.a) a from (select dimension_id, detail_id, resource,")
        .append(" resource_name, ")
        .append(time)
        .append(" b, sum(")
        .append(amount)
        .append(") a from charge where")
        .append(period())
        .append(" group by 1, 2, 3, 4, 5) x join cost_dimension d on d.id = x.dimension_id")
        .append(" join cost_source o on o.id = d.source_id")
        .append(" left join cost_detail t on t.id = x.detail_id")
        .append(" cross join lateral (select x.resource, x.resource_name) c");
    sql.append(" where ");
    conditions();
    sql.append(" group by 1, 2, 3");
  }

  private void conditions() {
    sql.append("(:sample or not o.sample)")
        .append(" and (:currency::text is null or d.currency = :currency)");
    question.filters().forEach(this::filter);
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
