package dev.hexad.cloud.search;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Filters that somebody gave a name. */
@Repository
class SavedViews {
  private final JdbcClient jdbc;
  private final Clock clock;

  SavedViews(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One of them. */
  record View(String name, String filter, String sort, String savedBy, Instant savedAt) {}

  List<View> all() {
    return jdbc.sql("select * from saved_view order by name limit 500")
        .query((rs, n) ->
            new View(
                rs.getString("name"),
                rs.getString("filter"),
                rs.getString("sort"),
                rs.getString("saved_by"),
                rs.getTimestamp("saved_at").toInstant()))
        .list();
  }

  void save(String name, String filter, String sort, String who) {
    jdbc.sql(
            """
            insert into saved_view (name, filter, sort, saved_by, saved_at) values (?, ?, ?, ?, ?)
            on conflict (name) do update set filter = excluded.filter, sort = excluded.sort,
              saved_by = excluded.saved_by, saved_at = excluded.saved_at
            """)
        .params(name, filter, sort, who, Timestamp.from(clock.instant()))
        .update();
  }

  boolean delete(String name) {
    return jdbc.sql("delete from saved_view where name = ?").param(name).update() == 1;
  }
}
