package dev.hexad.standalone.bench.graph;

import dev.hexad.standalone.sample.SampleException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fills a ledger with stories of ten events each: a commit, its run with stages and commands, an
 * image, a deployment, and now and then an alert; of a thousand applications, over a year. Made in
 * the database, so that filling takes minutes and not hours; the chain of hashes is not kept up.
 */
final class Stories {
  static final int EVENTS = 10;
  static final int APPLICATIONS = 1_000;

  private static final String FILL =
      """
      insert into orchestrator.ledger
      select n, t, id, type, subject, run, 'default', jsonb_build_object(
          'specversion', '1.0', 'id', id, 'source', '/agents/bench', 'type', type,
          'subject', subject, 'time', to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
          'datacontenttype', 'application/json', 'tenant', 'default', 'correlationid', run,
          'data', data)::text, '\\x00'::bytea
      from (
        select n, t, md5('e' || n)::uuid as id, run, app,
          case k when 0 then 'dev.hexad.ci.change.received.v1' when 1 then 'dev.hexad.run.started.v1'
            when 2 then 'dev.hexad.run.stage.changed.v1' when 3 then 'dev.hexad.command.started.v1'
            when 4 then 'dev.hexad.command.succeeded.v1'
            when 5 then 'dev.hexad.ci.build.succeeded.v1'
            when 6 then 'dev.hexad.cd.deployment.started.v1'
            when 7 then 'dev.hexad.cd.deployment.succeeded.v1'
            when 8 then case when s % 20 = 0 then 'dev.hexad.monitoring.alert.raised.v1'
              else 'dev.hexad.run.stage.changed.v1' end
            else 'dev.hexad.run.finished.v1' end as type,
          app::text as subject,
          case k when 0 then jsonb_build_object('change', change, 'provider', 'github', 'deliveryId', s)
            when 1 then jsonb_build_object('runId', run, 'change', change, 'name', 'story ' || s)
            when 2 then jsonb_build_object('runId', run, 'stage', 'build', 'from', 'PENDING', 'to', 'RUNNING')
            when 3 then jsonb_build_object('commandId', run, 'runId', run, 'stage', 'build', 'attempt', 1)
            when 4 then jsonb_build_object('commandId', run, 'runId', run, 'stage', 'build', 'result', '{}'::jsonb)
            when 5 then jsonb_build_object('change', change, 'commandId', run, 'version', '1.' || s,
              'image', image, 'durationMillis', 1000)
            when 6 then jsonb_build_object('deployment', deployment)
            when 7 then jsonb_build_object('deployment', deployment, 'endpoints', '[]'::jsonb)
            when 8 then case when s % 20 = 0 then jsonb_build_object('alertId', run, 'applicationId', app,
                'environment', 'production', 'severity', 'page', 'title', 'too many errors',
                'description', 'more than 5 %%', 'suspects', '[]'::jsonb)
              else jsonb_build_object('runId', run, 'stage', 'build', 'from', 'RUNNING', 'to', 'SUCCEEDED') end
            else jsonb_build_object('runId', run, 'outcome', 'SUCCEEDED') end as data
        from (
          select n, k, s, t, run, app, image, jsonb_build_object('applicationId', app,
              'application', 'app-' || a, 'repositoryUrl', 'https://example.org/r.git',
              'ref', 'refs/heads/main', 'commit', commit, 'author', 'dev-' || s %% 50,
              'message', 'change ' || s) as change,
            jsonb_build_object('deploymentId', md5('d' || s)::uuid, 'applicationId', app,
              'application', 'app-' || a, 'environment', 'production', 'revision', s / 1000 + 1,
              'role', 'stable', 'target', 'local', 'image', image, 'commit', commit,
              'author', 'dev-' || s %% 50) as deployment
          from (
            select n, (n - 1) %% 10 as k, (n - 1) / 10 as s, (n - 1) / 10 %% 1000 as a,
              now() - make_interval(secs => (%2$d - n) * 31536000.0 / %2$d) as t,
              md5('r' || (n - 1) / 10)::uuid as run,
              md5('a' || (n - 1) / 10 %% 1000)::uuid as app,
              md5('c' || (n - 1) / 10) || '00000000' as commit,
              jsonb_build_object('repository', 'app', 'tag', '1.' || (n - 1) / 10, 'digest',
                'sha256:' || md5('i' || (n - 1) / 10) || md5('j' || (n - 1) / 10)) as image
            from generate_series(%1$d::bigint, %2$d::bigint) n
          ) a
        ) b
      ) c
      """;

  private Stories() {}

  /** Fills from this sequence number to that one. */
  static void fill(Connection connection, long from, long to) {
    try (var statement = connection.createStatement()) {
      statement.execute(FILL.replace("s % 20", "s %% 20").formatted(from, to));
      statement.execute(
          "insert into orchestrator.ledger_id select event_id, sequence from orchestrator.ledger"
              + " where sequence between "
              + from
              + " and "
              + to);
      statement.execute("update orchestrator.ledger_head set sequence = " + to);
    } catch (SQLException e) {
      throw new SampleException("cannot fill the ledger: " + e.getMessage(), e);
    }
  }
}
