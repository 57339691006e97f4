package dev.hexad.orchestrator.run;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the number of runs that work at once within a bound for each tenant. Who waits is let in
 * when there is room: the oldest of each application first, those of the application that has the
 * fewest at work before the others, so that ten thousand runs of one hold up nobody else.
 */
@Component
class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  /** So many are let in with one commit; the first of them need not wait long for the last. */
  private static final int TOGETHER = 25;

  private final JdbcClient jdbc;
  private final RunProperties properties;
  private final ObjectProvider<Runs> runs;
  private final Crowd active;
  private final Crowd queued;

  /** Tenants with runs that wait for room, as far as this replica knows. */
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  Admission(JdbcClient jdbc, RunProperties properties, ObjectProvider<Runs> runs) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.runs = runs;
    this.active = crowd("RUNNING", properties.maxActive());
    this.queued = crowd("QUEUED", properties.maxQueued());
  }

  private Crowd crowd(String state, int most) {
    return new Crowd(
        most, Duration.ofMillis(100), Duration.ofMillis(10), tenant -> count(tenant, state, most));
  }

  /**
   * Whether a new run may work at once; it is then taken to be at work, or else to wait. It waits
   * when others do, who were there before it. With several replicas it may be as many too many as
   * the others begin in a tenth of a second.
   */
  boolean room(String tenant) {
    boolean works = !waiting.contains(tenant) && active.enter(tenant);
    if (!works) {
      waiting.add(tenant);
      queued.enter(tenant);
    }
    return works;
  }

  /**
   * Makes sure that one more may wait.
   *
   * @throws HexadException of type rate-limited
   */
  void requirePlace(String tenant) {
    if (!queued.hasRoom(tenant)) {
      throw new HexadException(
          ProblemType.RATE_LIMITED,
          properties.maxQueued() + " runs wait already; start it again when some have ended.");
    }
  }

  /** Counts no further than needed. */
  private int count(String tenant, String state, int most) {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from run where tenant = ? and state = ? and finished_at is null limit ?) r
            """)
        .params(tenant, state, most)
        .query(Integer.class)
        .single();
  }

  @Scheduled(initialDelay = 1_000, fixedDelay = 500)
  void admit() {
    List<String> tenants =
        jdbc.sql(
                """
                select distinct tenant from run r
                where state = 'QUEUED' and finished_at is null and not exists (
                  select 1 from run_queue q where q.run_id = r.id)
                """)
            .query(String.class)
            .list();
    waiting.retainAll(tenants);
    waiting.addAll(tenants);
    tenants.forEach(this::admit);
  }

  private void admit(String tenant) {
    int room = properties.maxActive() - count(tenant, "RUNNING", properties.maxActive());
    if (room <= 0) {
      return;
    }
    List<UUID> next = next(tenant, room);
    for (int from = 0; from < next.size(); from += TOGETHER) {
      letIn(next.subList(from, Math.min(next.size(), from + TOGETHER)));
    }
    if (next.size() < room) {
      waiting.remove(tenant);
    }
  }

  private void letIn(List<UUID> next) {
    try {
      runs.getObject().signal(next, new RunSignal.Room());
    } catch (RuntimeException together) {
      next.forEach(this::letIn);
    }
  }

  private void letIn(UUID run) {
    try {
      runs.getObject().signal(run, new RunSignal.Room());
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("run", run)
          .log("a waiting run could not be let in; tried again soon");
    }
  }

  private List<UUID> next(String tenant, int room) {
    return jdbc.sql(
            """
            with active as (
              select application_id, count(*) as running from run
              where tenant = :tenant and state = 'RUNNING' and finished_at is null
              group by application_id
            ), waiting as (
              select id, created_at, application_id, row_number() over (
                partition by application_id order by created_at, id) as place
              from run r
              where tenant = :tenant and state = 'QUEUED' and finished_at is null and not exists (
                select 1 from run_queue q where q.run_id = r.id)
            )
            select w.id from waiting w
            left join active a on a.application_id is not distinct from w.application_id
            order by w.place + coalesce(a.running, 0), w.created_at limit :room
            """)
        .param("tenant", tenant)
        .param("room", room)
        .query(UUID.class)
        .list();
  }
}
