package dev.hexad.finops.finding;

import dev.hexad.finops.anomaly.Charge;
import dev.hexad.finops.anomaly.Place;
import dev.hexad.finops.cost.Basis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Daily usage by place, from the sums. Purchases, credits and taxes move by themselves. */
@Component
class Bill {
  private static final String FROM =
      """
       from cost_day s join cost_dimension d on d.id = s.dimension_id
      join cost_source o on o.id = d.source_id
      where s.day between :from and :to and d.currency = :currency and o.sample = :sample
        and coalesce(d.category, 'Usage') = 'Usage'
      """;

  private final JdbcClient jdbc;

  Bill(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a day of a place was made of. */
  record Day(double effective, double contracted, double consumed) {
    static final Day NOTHING = new Day(0, 0, 0);
  }

  /** The charges of a month, by day. */
  Map<LocalDate, List<Charge>> charges(
      Basis.Days days, LocalDate from, LocalDate to, String applicationTag) {
    Map<LocalDate, List<Charge>> byDay = new TreeMap<>();
    query(
            "select s.day, coalesce(d.provider, '') p, coalesce(d.account, '') a, d.service,"
                + " coalesce(d.region, '') r, coalesce(nullif(d.tags ->> :tag, ''), :none) app,"
                + " sum(s.effective) cost"
                + FROM
                + " group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6",
            days,
            from,
            to)
        .param("tag", applicationTag)
        .param("none", Place.UNTAGGED)
        .query(rs -> {
          LocalDate day = rs.getObject("day", LocalDate.class);
          var place =
              new Place(
                  rs.getString("p"),
                  rs.getString("a"),
                  rs.getString("service"),
                  rs.getString("r"),
                  rs.getString("app"));
          byDay
              .computeIfAbsent(day, d -> new ArrayList<>())
              .add(new Charge(day, place, rs.getBigDecimal("cost").doubleValue()));
        });
    return byDay;
  }

  /** What the days of a place were made of. */
  Map<LocalDate, Day> days(
      Basis.Days days, Place place, LocalDate from, LocalDate to, String applicationTag) {
    Map<LocalDate, Day> byDay = new HashMap<>();
    query(
            "select s.day, sum(s.effective) e, sum(s.contracted) c, sum(s.consumed) q"
                + FROM
                + " and (:p = '' or d.provider = :p) and (:a = '' or d.account = :a)"
                + " and (:s = '' or d.service = :s) and (:r = '' or d.region = :r)"
                + " and (:app = '' or coalesce(nullif(d.tags ->> :tag, ''), :none) = :app)"
                + " group by 1",
            days,
            from,
            to)
        .param("p", place.provider())
        .param("a", place.account())
        .param("s", place.service())
        .param("r", place.region())
        .param("app", place.application())
        .param("tag", applicationTag)
        .param("none", Place.UNTAGGED)
        .query(rs -> {
          BigDecimal consumed = rs.getBigDecimal("q");
          byDay.put(
              rs.getObject("day", LocalDate.class),
              new Day(
                  rs.getBigDecimal("e").doubleValue(),
                  rs.getBigDecimal("c").doubleValue(),
                  consumed == null ? 0 : consumed.doubleValue()));
        });
    return byDay;
  }

  private JdbcClient.StatementSpec query(
      String sql, Basis.Days days, LocalDate from, LocalDate to) {
    return jdbc.sql(sql)
        .param("from", from)
        .param("to", to)
        .param("currency", days.currency())
        .param("sample", days.sample());
  }
}
