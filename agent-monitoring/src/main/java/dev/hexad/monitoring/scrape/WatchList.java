package dev.hexad.monitoring.scrape;

import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.Endpoint;
import dev.hexad.contracts.message.Envelope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which revisions run, and what their metrics said lately. */
@Component
public class WatchList {
  private final JdbcClient jdbc;

  WatchList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes over what an event says of an environment. Exactly these endpoints run there now, and the
   * revision itself, which has none where revisions have no address of their own. Such a stable one
   * stays beside a canary.
   */
  void replace(DeploymentRef changed, List<Endpoint> endpoints, Envelope envelope) {
    UUID[] running =
        Stream.concat(
                endpoints.stream().map(Endpoint::deploymentId), Stream.of(changed.deploymentId()))
            .toArray(UUID[]::new);
    jdbc.sql(
            """
            delete from watched where application_id = ? and environment = ?
              and deployment_id <> all (?)
              and not (? = 'canary' and role = 'stable' and url is null)
            """)
        .params(changed.applicationId(), changed.environment(), running, changed.role())
        .update();
    if (endpoints.stream().noneMatch(e -> e.deploymentId().equals(changed.deploymentId()))) {
      store(changed, envelope, null, changed.deploymentId(), changed.revision(), changed.role());
    }
    for (Endpoint endpoint : endpoints) {
      store(
          changed,
          envelope,
          endpoint,
          endpoint.deploymentId(),
          endpoint.revision(),
          endpoint.role());
    }
  }

  private void store(
      DeploymentRef changed,
      Envelope envelope,
      @Nullable Endpoint endpoint,
      UUID deployment,
      int revision,
      String role) {
    boolean itself = deployment.equals(changed.deploymentId());
    jdbc.sql(
            """
            insert into watched (deployment_id, application_id, application, environment,
              revision, role, url, metrics_url, commit_id, author, run_id, since)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (deployment_id) do update set role = excluded.role, url = excluded.url,
              metrics_url = excluded.metrics_url, failures = 0,
              commit_id = coalesce(watched.commit_id, excluded.commit_id),
              author = coalesce(watched.author, excluded.author),
              run_id = coalesce(watched.run_id, excluded.run_id)
            """)
        .param(deployment)
        .param(changed.applicationId())
        .param(changed.application())
        .param(changed.environment())
        .param(revision)
        .param(role)
        .param(endpoint == null ? null : endpoint.url())
        .param(endpoint == null ? null : endpoint.metricsUrl())
        .param(itself ? changed.commit() : null)
        .param(itself ? changed.author() : null)
        .param(itself ? envelope.correlationid() : null)
        .param(Timestamp.from(envelope.time()))
        .update();
  }

  /** Nothing runs there any more. */
  void remove(UUID applicationId, String environment) {
    jdbc.sql("delete from watched where application_id = ? and environment = ?")
        .params(applicationId, environment)
        .update();
  }

  public List<Watched> all() {
    return jdbc.sql("select * from watched order by application, environment, revision")
        .query(WatchList::watched)
        .list();
  }

  public List<Watched> in(UUID applicationId, String environment) {
    return jdbc.sql(
            "select * from watched where application_id = ? and environment = ? order by revision")
        .params(applicationId, environment)
        .query(WatchList::watched)
        .list();
  }

  void store(Watched watched, Reading reading) {
    jdbc.sql(
            "insert into sample (deployment_id, at, requests, errors) values (?, ?, ?, ?) on"
                + " conflict do nothing")
        .params(
            watched.deploymentId(),
            Timestamp.from(reading.at()),
            reading.requests(),
            reading.errors())
        .update();
    jdbc.sql("update watched set failures = 0 where deployment_id = ?")
        .param(watched.deploymentId())
        .update();
  }

  void failed(Watched watched) {
    jdbc.sql("update watched set failures = failures + 1 where deployment_id = ?")
        .param(watched.deploymentId())
        .update();
  }

  /** The newest reading of a revision. */
  public Optional<Reading> latest(UUID deployment) {
    return jdbc.sql(
            "select at, requests, errors from sample where deployment_id = ? order by at desc limit"
                + " 1")
        .param(deployment)
        .query(WatchList::reading)
        .optional();
  }

  /** The oldest reading not before a time. */
  public Optional<Reading> firstSince(UUID deployment, Instant from) {
    return jdbc.sql(
            "select at, requests, errors from sample where deployment_id = ? and at >= ? order by"
                + " at limit 1")
        .params(deployment, Timestamp.from(from))
        .query(WatchList::reading)
        .optional();
  }

  void forgetBefore(Instant time) {
    jdbc.sql("delete from sample where at < ?").param(Timestamp.from(time)).update();
  }

  private static Reading reading(ResultSet rs, int row) throws SQLException {
    return new Reading(rs.getTimestamp(1).toInstant(), rs.getDouble(2), rs.getDouble(3));
  }

  private static Watched watched(ResultSet rs, int row) throws SQLException {
    return new Watched(
        rs.getObject("deployment_id", UUID.class),
        rs.getObject("application_id", UUID.class),
        rs.getString("application"),
        rs.getString("environment"),
        rs.getInt("revision"),
        rs.getString("role"),
        rs.getString("url"),
        rs.getString("metrics_url"),
        rs.getString("commit_id"),
        rs.getString("author"),
        rs.getObject("run_id", UUID.class),
        rs.getTimestamp("since").toInstant(),
        rs.getInt("failures"));
  }
}
