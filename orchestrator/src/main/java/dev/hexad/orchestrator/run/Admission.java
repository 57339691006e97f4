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

  /** Runs of no application stand together. */
  private static final String APPLICATION =
      "coalesce(application_id, '00000000-0000-0000-0000-000000000000'::uuid)";

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
    this.active = crowd("RUNNING", properties.maxActive(), Duration.ofMillis(100));
    this.queued = crowd("QUEUED", properties.maxQueued(), Duration.ofSeconds(2));
  }

  private Crowd crowd(String state, int most, Duration believed) {
    return new Crowd(most, believed, believed.dividedBy(10), tenant -> count(tenant, state, most));
  }

  /**
   * Whether a new run may work at once; it is then taken to be at work, or else to wait. It waits
   * when others do, who were there before it. With several replicas it may be as many too many as
   * the others begin in a tenth of a second, and in line those of two.
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
                with recursive queued(tenant) as (
                  select min(tenant) from run where state = 'QUEUED' and finished_at is null
                  union all
                  select (select min(tenant) from run
                          where tenant > q.tenant and state = 'QUEUED' and finished_at is null)
                  from queued q where q.tenant is not null
                )
                select tenant from queued where tenant is not null
                """)
            .query(String.class)
            .list();
    waiting.retainAll(tenants);
    tenants.forEach(this::admit);
  }

  private void admit(String tenant) {
    int room = properties.maxActive() - count(tenant, "RUNNING", properties.maxActive());
    List<UUID> next = room > 0 ? next(tenant, room) : List.of();
    if (next.size() < room) {
      waiting.remove(tenant);
    } else {
      waiting.add(tenant);
    }
    for (int from = 0; from < next.size(); from += TOGETHER) {
      letIn(next.subList(from, Math.min(next.size(), from + TOGETHER)));
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

  /** Goes from application to application, and reads of each no more than could be let in. */
  private List<UUID> next(String tenant, int room) {
    return jdbc.sql(
            """
            with recursive app(id) as (
              (select %1$s from run
               where tenant = :tenant and state = 'QUEUED' and finished_at is null
               order by 1 limit 1)
              union all
              select (select %1$s from run
                      where tenant = :tenant and state = 'QUEUED' and finished_at is null
                        and %1$s > app.id
                      order by 1 limit 1)
              from app where app.id is not null
            ), active as (
              select %1$s as id, count(*) as running from run
              where tenant = :tenant and state = 'RUNNING' and finished_at is null group by 1
            )
            select w.id from app
            cross join lateral (
              select id, created_at, row_number() over (order by created_at, id) as place
              from run r
              where tenant = :tenant and %1$s = app.id and state = 'QUEUED'
                and finished_at is null and not exists (
                  select 1 from run_queue q where q.run_id = r.id)
              order by created_at, id limit :room) w
            left join active a on a.id = app.id
            order by w.place + coalesce(a.running, 0), w.created_at limit :room
            """
                .formatted(APPLICATION))
        .param("tenant", tenant)
        .param("room", room)
        .query(UUID.class)
        .list();
  }
}
