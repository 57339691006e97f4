package dev.hexad.orchestrator.run;

import dev.hexad.contracts.pipeline.Concurrency;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The groups of runs in PostgreSQL. Changes of one group happen one after the other (advisory
 * lock), in the transaction that changes the run; who is next is told by a task of the same
 * transaction.
 */
@Component
final class RunQueue {
  private final JdbcClient jdbc;
  private final RunTimers timers;

  RunQueue(JdbcClient jdbc, RunTimers timers) {
    this.jdbc = jdbc;
    this.timers = timers;
  }

  /**
   * Where a run stands in its group.
   *
   * @param position 1 for the next one
   * @param waitingFor the run that works now, or the first before it
   */
  record Place(int position, @Nullable UUID waitingFor) {}

  /** A member that a lost task may have left behind. */
  record Stranded(UUID run, @Nullable UUID supersededBy) {}

  /** Takes a place and tells whether it is the run's turn; the run must be changed with it. */
  Turn enter(Run run, Group group) {
    lock(run, group);
    jdbc.sql(
            """
            insert into run_queue (run_id, tenant, group_key, mode, created_at)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(
            run.id(),
            run.tenant(),
            group.key(),
            group.mode().name(),
            Timestamp.from(run.createdAt()))
        .update();
    List<Turn.Member> members = members(run, group);
    Turn turn = admit(run, members);
    if (turn instanceof Turn.Later) {
      supersede(run.id(), Turn.supersededBy(run.id(), members));
    }
    return turn;
  }

  /** Tells whether it is the run's turn; it is not when the run has no place any more. */
  Turn ask(Run run, Group group) {
    lock(run, group);
    List<Turn.Member> members = members(run, group);
    boolean member = members.stream().anyMatch(m -> m.run().equals(run.id()));
    return member ? admit(run, members) : new Turn.Later();
  }

  private Turn admit(Run run, List<Turn.Member> members) {
    Turn turn = Turn.of(run.id(), members);
    if (turn instanceof Turn.Now) {
      jdbc.sql("update run_queue set admitted = true where run_id = ?").param(run.id()).update();
    }
    return turn;
  }

  private void supersede(UUID by, List<UUID> earlier) {
    for (UUID old : earlier) {
      jdbc.sql("update run_queue set superseded_by = ? where run_id = ?").params(by, old).update();
      timers.supersede(old, by);
    }
  }

  /** Gives the place up and wakes the next one. */
  void leave(Run run, Group group) {
    lock(run, group);
    int left = jdbc.sql("delete from run_queue where run_id = ?").param(run.id()).update();
    UUID next = left == 0 ? null : Turn.next(members(run, group));
    if (next != null) {
      timers.wake(next, run.id());
    }
  }

  private void lock(Run run, Group group) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("run-group/" + run.tenant() + "/" + group.key())
        .query((rs, n) -> true)
        .single();
  }

  private List<Turn.Member> members(Run run, Group group) {
    return jdbc.sql(
            """
            select run_id, mode, admitted, superseded_by from run_queue
            where tenant = ? and group_key = ? order by created_at, run_id
            """)
        .params(run.tenant(), group.key())
        .query((rs, n) ->
            new Turn.Member(
                rs.getObject(1, UUID.class),
                Concurrency.Mode.valueOf(rs.getString(2)),
                rs.getBoolean(3),
                rs.getObject(4, UUID.class)))
        .list();
  }

  /** The places of those of these runs that wait. */
  Map<UUID, Place> places(List<UUID> runs) {
    var places = new HashMap<UUID, Place>();
    if (!runs.isEmpty()) {
      jdbc.sql(
              """
              select q.run_id,
                (select count(*) from run_queue o
                 where o.tenant = q.tenant and o.group_key = q.group_key and not o.admitted
                   and (o.created_at, o.run_id) <= (q.created_at, q.run_id)),
                (select o.run_id from run_queue o
                 where o.tenant = q.tenant and o.group_key = q.group_key and o.run_id <> q.run_id
                   and (o.admitted or (o.created_at, o.run_id) < (q.created_at, q.run_id))
                 order by o.admitted desc, o.created_at, o.run_id limit 1)
              from run_queue q where q.run_id = any (?) and not q.admitted
              """)
          .param(runs.toArray(UUID[]::new))
          .query(rs -> {
            places.put(
                rs.getObject(1, UUID.class), new Place(rs.getInt(2), rs.getObject(3, UUID.class)));
          });
    }
    return places;
  }

  /** Firsts of groups in which nobody works, and superseded ones that have not ended. */
  List<Stranded> stranded() {
    return jdbc.sql(
            """
            select q.run_id, q.superseded_by from run_queue q
            where q.superseded_by is not null
              or (not q.admitted and not exists (
                select 1 from run_queue o
                where o.tenant = q.tenant and o.group_key = q.group_key
                  and (o.admitted or (o.created_at, o.run_id) < (q.created_at, q.run_id))))
            """)
        .query((rs, n) -> new Stranded(rs.getObject(1, UUID.class), rs.getObject(2, UUID.class)))
        .list();
  }
}
