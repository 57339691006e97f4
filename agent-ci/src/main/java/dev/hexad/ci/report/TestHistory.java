package dev.hexad.ci.report;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Tests over many builds: which are slow, and which pass and fail on the same commit. */
@Service
public class TestHistory {
  private static final int DAYS = 30;

  private final JdbcClient jdbc;

  TestHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A test that does not always end the same way on the same commit.
   *
   * @param commits on how many commits it both passed and failed
   * @param runs how often it ran
   * @param failures how often it failed
   */
  record Flaky(String suite, String name, int commits, int runs, int failures) {}

  /** A slow test. */
  record Slow(String suite, String name, long medianMillis, long maxMillis, int runs) {}

  /** Remembers the tests of a build; doing it again changes nothing. */
  public void remember(UUID buildId, UUID applicationId, String commit, List<TestCase> cases) {
    if (cases.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into test_result (build_id, application_id, commit_id, suite, name, outcome,
              millis)
            select ?, ?, ?, t.suite, t.name, t.outcome, t.millis
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[])
              as t(suite, name, outcome, millis)
            on conflict do nothing
            """)
        .param(buildId)
        .param(applicationId)
        .param(commit)
        .param(cases.stream().map(TestCase::suite).toArray(String[]::new))
        .param(cases.stream().map(TestCase::name).toArray(String[]::new))
        .param(cases.stream().map(c -> c.outcome().name()).toArray(String[]::new))
        .param(cases.stream().map(TestCase::millis).toArray(Long[]::new))
        .update();
  }

  List<Flaky> flaky(UUID applicationId) {
    return jdbc.sql(
            """
            with recent as (
              select * from test_result
              where application_id = ? and outcome <> 'SKIPPED'
                and recorded_at > now() - make_interval(days => ?)),
            mixed as (
              select suite, name, commit_id from recent
              group by suite, name, commit_id
              having count(*) filter (where outcome = 'PASSED') > 0
                and count(*) filter (where outcome = 'FAILED') > 0)
            select m.suite, m.name, count(distinct m.commit_id) as commits,
              (select count(*) from recent r where r.suite = m.suite and r.name = m.name) as runs,
              (select count(*) from recent r where r.suite = m.suite and r.name = m.name
                and r.outcome = 'FAILED') as failures
            from mixed m group by m.suite, m.name
            order by commits desc, failures desc limit 100
            """)
        .params(applicationId, DAYS)
        .query(Flaky.class)
        .list();
  }

  List<Slow> slow(UUID applicationId) {
    return jdbc.sql(
            """
            select suite, name,
              percentile_disc(0.5) within group (order by millis) as median_millis,
              max(millis) as max_millis, count(*) as runs
            from test_result
            where application_id = ? and outcome <> 'SKIPPED'
              and recorded_at > now() - make_interval(days => ?)
            group by suite, name order by median_millis desc limit 50
            """)
        .params(applicationId, DAYS)
        .query(Slow.class)
        .list();
  }

  /** The tests of one build, failed ones first, then the slowest. */
  List<TestCase> ofBuild(UUID buildId, int limit) {
    return jdbc.sql(
            """
            select suite, name, outcome, millis from test_result where build_id = ?
            order by (outcome = 'FAILED') desc, millis desc limit ?
            """)
        .params(buildId, limit)
        .query((rs, n) ->
            new TestCase(
                rs.getString(1),
                rs.getString(2),
                TestCase.Outcome.valueOf(rs.getString(3)),
                rs.getLong(4),
                null))
        .list();
  }

  @org.springframework.scheduling.annotation.Scheduled(
      initialDelay = 600_000,
      fixedDelay = 86_400_000)
  void forget() {
    jdbc.sql("delete from test_result where recorded_at < now() - make_interval(days => ?)")
        .param(DAYS * 3)
        .update();
  }
}
