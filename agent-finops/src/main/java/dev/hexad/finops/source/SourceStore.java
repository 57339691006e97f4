package dev.hexad.finops.source;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of sources: when they were looked at, and what of them was imported. */
@Component
class SourceStore {
  private static final Duration LONGEST = Duration.ofHours(2);

  private final JdbcClient jdbc;
  private final Clock clock;

  SourceStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A look at a source. */
  record Check(Instant checkedAt, @Nullable String problem) {}

  /** What became of a delivery. */
  record Taken(
      String key, String version, @Nullable UUID importId, @Nullable String problem, Instant at) {}

  /** Takes the work, if it is time; of several instances one gets it. */
  @Transactional
  public boolean claim(String source, Duration every) {
    Instant now = clock.instant();
    jdbc.sql("insert into source_check (source) values (?) on conflict do nothing")
        .param(source)
        .update();
    return jdbc.sql(
                """
                update source_check set claimed_until = ?, hurried = false
                where source = ? and claimed_until <= ? and (hurried or checked_at <= ?)
                """)
            .params(
                Timestamp.from(now.plus(LONGEST)),
                source,
                Timestamp.from(now),
                Timestamp.from(now.minus(every)))
            .update()
        == 1;
  }

  @Transactional
  public void checked(String source, @Nullable String problem) {
    jdbc.sql(
            """
            update source_check
            set checked_at = :now, claimed_until = 'epoch', problem = :problem
            where source = :source
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("problem", problem)
        .param("source", source)
        .update();
  }

  /** Makes it be looked at now. */
  @Transactional
  public void hurry(String source) {
    jdbc.sql("update source_check set hurried = true where source = ?").param(source).update();
  }

  Optional<Check> check(String source) {
    return jdbc.sql(
            """
            select checked_at, problem from source_check
            where source = ? and checked_at > 'epoch'
            """)
        .param(source)
        .query((rs, n) ->
            new Check(rs.getTimestamp("checked_at").toInstant(), rs.getString("problem")))
        .optional();
  }

  /** Versions that were imported, by key. */
  Map<String, String> versions(String source) {
    Map<String, String> versions = new TreeMap<>();
    jdbc.sql("select key, version from source_delivery where source = ? and problem is null")
        .param(source)
        .query(rs -> {
          versions.put(rs.getString("key"), rs.getString("version"));
        });
    return versions;
  }

  /** Whether charges of a delivery were ever imported. */
  boolean imported(String source, String key) {
    return jdbc.sql(
            """
            select exists (select 1 from source_delivery
              where source = ? and key = ? and import_id is not null)
            """)
        .params(source, key)
        .query(Boolean.class)
        .single();
  }

  @Transactional
  public void taken(
      String source,
      CostSource.Delivery delivery,
      @Nullable UUID importId,
      @Nullable String problem) {
    jdbc.sql(
            """
            insert into source_delivery (source, key, version, import_id, problem, at)
            values (:source, :key, :version, :import, :problem, :at)
            on conflict (source, key) do update set version = excluded.version,
              import_id = excluded.import_id, problem = excluded.problem, at = excluded.at
            """)
        .param("source", source)
        .param("key", delivery.key())
        .param("version", delivery.version())
        .param("import", importId)
        .param("problem", problem)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  List<Taken> latest(String source, int limit) {
    return jdbc.sql(
            """
            select key, version, import_id, problem, at from source_delivery
            where source = ? order by at desc, key desc limit ?
            """)
        .params(source, limit)
        .query((rs, n) ->
            new Taken(
                rs.getString("key"),
                rs.getString("version"),
                rs.getObject("import_id", UUID.class),
                rs.getString("problem"),
                rs.getTimestamp("at").toInstant()))
        .list();
  }
}
