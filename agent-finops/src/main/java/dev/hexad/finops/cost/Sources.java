package dev.hexad.finops.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fresh and how whole each source is. */
@Component
class Sources {
  private final JdbcClient jdbc;

  Sources(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A source.
   *
   * @param missingDays days between its first and its last one that it has no charge of
   */
  record Source(
      String source,
      boolean sample,
      LocalDate firstDay,
      LocalDate lastDay,
      Instant importedAt,
      int missingDays) {}

  List<Source> all() {
    return jdbc.sql(
            """
            select s.name, s.sample, d.first, d.last, d.last - d.first + 1 - d.days missing,
              (select max(imported_at) from cost_import i where i.source_id = s.id) at
            from cost_source s
            join (select source_id, min(day) first, max(day) last, count(distinct day)::int days
                from cost_day group by 1) d on d.source_id = s.id
            order by s.name, s.sample
            """)
        .query((rs, n) ->
            new Source(
                rs.getString("name"),
                rs.getBoolean("sample"),
                rs.getObject("first", LocalDate.class),
                rs.getObject("last", LocalDate.class),
                rs.getTimestamp("at").toInstant(),
                rs.getInt("missing")))
        .list();
  }
}
