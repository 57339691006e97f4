package dev.hexad.cloud.tagging;

import dev.hexad.cloud.search.Resource;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.event.TagsNoticed.Stage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which resources do not keep a policy, since when, and what was told of them. */
@Repository
class TagFindings {
  private static final Duration OUT_OF_FORCE = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  TagFindings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What is known of one. */
  record Known(Instant since, @Nullable Instant toldFound, @Nullable Instant toldEnding) {}

  /** One that is to be told of. */
  record Untold(@Nullable String owner, TagsNoticed.Item item) {}

  /** Only one look at a policy at a time; the lock ends with the transaction. */
  boolean begin(String policy) {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('tags/' || ?, 0))")
        .param(policy)
        .query(Boolean.class)
        .single();
  }

  /** These do not keep it now. A resource of unknown age is given its time since it was found. */
  void seen(String policy, List<Resource> resources, UUID run) {
    jdbc.sql(
            """
            insert into tag_finding (policy, uid, found_at, since, seen_run, seen_at)
            select :policy, uid, :now, coalesce(created, :now), :run, :now
            from unnest(:uids::uuid[], :created::timestamptz[]) as f(uid, created)
            on conflict (policy, uid) do update set seen_run = excluded.seen_run,
              seen_at = excluded.seen_at
            """)
        .param("policy", policy)
        .param("uids", resources.stream().map(Resource::uid).toArray(UUID[]::new))
        .param("created", resources.stream().map(TagFindings::created).toArray(String[]::new))
        .param("now", now())
        .param("run", run)
        .update();
  }

  private static @Nullable String created(Resource resource) {
    Instant created = resource.createdAt();
    return created == null ? null : created.toString();
  }

  /** What this run has not seen keeps it now; should that end, it is found anew. */
  void forget(String policy, UUID run) {
    jdbc.sql("delete from tag_finding where policy = ? and seen_run <> ?")
        .params(policy, run)
        .update();
  }

  /**
   * Policies that are not in force any more, and were not for a while: an agent that starts may not
   * have its configuration yet, and nobody is to be told anew because of that.
   */
  void forgetOthers(Collection<String> policies) {
    jdbc.sql("delete from tag_finding where not policy = any(?) and seen_at < ?")
        .params(
            policies.toArray(String[]::new), Timestamp.from(clock.instant().minus(OUT_OF_FORCE)))
        .update();
  }

  /**
   * Those that nobody was told of in a stage; those of one owner stand together. What is found when
   * its time is nearly over is told of once.
   *
   * @param grace how long each is given
   * @param early how long before its end that is the second stage
   */
  List<Untold> untold(String policy, Stage stage, Duration grace, Duration early, int limit) {
    String condition =
        switch (stage) {
          case FOUND -> "f.told_found is null";
          case ENDING ->
              "f.told_ending is null and f.told_found < f.since + :grace - :early"
                  + " and f.since + :grace - :early <= :now and f.since + :grace > :now";
        };
    return jdbc.sql(
            """
            select r.uid, r.owner, r.account, r.type, r.id, r.name, f.since + :grace as ends
            from tag_finding f join resource r on r.uid = f.uid and r.valid_to is null
            where f.policy = :policy and not r.removed and %s
              and not exists (select 1 from tag_exception x
                where x.policy = f.policy and x.uid = f.uid and x.expires_at > :now)
            order by r.owner, r.name, r.uid limit :limit
            """
                .formatted(condition)
                .replace(":grace", "make_interval(secs => cast(:grace as bigint))")
                .replace(":early", "make_interval(secs => cast(:early as bigint))"))
        .param("policy", policy)
        .param("grace", grace.toSeconds())
        .param("early", early.toSeconds())
        .param("now", now())
        .param("limit", limit)
        .query((rs, n) ->
            new Untold(
                rs.getString("owner"),
                new TagsNoticed.Item(
                    rs.getObject("uid", UUID.class),
                    rs.getString("account"),
                    rs.getString("type"),
                    rs.getString("id"),
                    rs.getString("name"),
                    rs.getTimestamp("ends").toInstant())))
        .list();
  }

  void told(String policy, Stage stage, List<UUID> uids) {
    String column =
        switch (stage) {
          case FOUND -> "told_found";
          case ENDING -> "told_ending";
        };
    jdbc.sql("update tag_finding set %s = ? where policy = ? and uid = any(?)".formatted(column))
        .params(now(), policy, uids.toArray(UUID[]::new))
        .update();
  }

  /** What is known of some resources, by their uids. */
  Map<UUID, Known> known(String policy, Collection<UUID> uids) {
    return jdbc
        .sql("select * from tag_finding where policy = ? and uid = any(?)")
        .params(policy, uids.toArray(UUID[]::new))
        .query((rs, n) ->
            Map.entry(
                rs.getObject("uid", UUID.class),
                new Known(
                    rs.getTimestamp("since").toInstant(),
                    instant(rs.getTimestamp("told_found")),
                    instant(rs.getTimestamp("told_ending")))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How many have used up their time though nobody knows their age. */
  long dueWithoutAge(String policy, Duration grace) {
    return jdbc.sql(
            """
            select count(*) from tag_finding f join resource r on r.uid = f.uid
              and r.valid_to is null
            where f.policy = ? and not r.removed and r.created_at is null and f.since < ?
            """)
        .params(policy, Timestamp.from(clock.instant().minus(grace)))
        .query(Long.class)
        .single();
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
