package dev.hexad.finops.cost;

import dev.hexad.contracts.message.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What single resources cost lately, by the names that clouds or bills give them. */
@Repository
class ResourceCosts {
  /** Of how many days, the newest that is billed among them. */
  static final int DAYS = 30;

  private final JdbcClient jdbc;

  ResourceCosts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a resource cost, amortised, in each currency. */
  record ResourceCost(String resource, List<Money> amounts) {}

  private record Sum(String billed, String currency, BigDecimal amount) {}

  /**
   * The cost of those that a bill knows; the others are left out. A name without slashes and colons
   * also stands for an ARN that ends with it. Sample data does not count.
   */
  List<ResourceCost> of(List<String> resources) {
    Set<String> wanted = new HashSet<>(resources);
    Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    for (Sum sum : sums(wanted)) {
      String name =
          wanted.contains(sum.billed()) ? sum.billed() : sum.billed().replaceFirst("^.*[/:]", "");
      sums.computeIfAbsent(name, key -> new HashMap<>())
          .merge(sum.currency(), sum.amount(), BigDecimal::add);
    }
    return sums.entrySet().stream()
        .map(entry ->
            new ResourceCost(
                entry.getKey(),
                entry.getValue().entrySet().stream()
                    .map(amount -> Money.of(amount.getValue(), amount.getKey()))
                    .toList()))
        .toList();
  }

  private List<Sum> sums(Set<String> wanted) {
    LocalDate last =
        jdbc.sql("select max(day) from cost_day").query(LocalDate.class).optional().orElse(null);
    if (last == null || wanted.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select c.resource, d.currency, sum(c.effective)
            from charge c join cost_dimension d on d.id = c.dimension_id
            join cost_source o on o.id = c.source_id
            where c.day between :from and :to and not o.sample
              and (c.resource = any (:wanted)
                or regexp_replace(c.resource, '^.*[/:]', '') = any (:wanted))
            group by c.resource, d.currency
            """)
        .param("from", last.minusDays(DAYS - 1L))
        .param("to", last)
        .param("wanted", wanted.toArray(String[]::new))
        .query((rs, row) -> new Sum(rs.getString(1), rs.getString(2), rs.getBigDecimal(3)))
        .list();
  }
}
