package dev.hexad.cd.deployment;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Environments, the port that they keep, and whose turn it is to work on them. */
@Component
class Environments {
  private final JdbcClient jdbc;

  Environments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An environment of an application.
   *
   * @param port of this machine that leads to it; null where the target has addresses of its own
   */
  record Environment(UUID applicationId, String name, @Nullable Integer port, int canaryPercent) {
    Optional<String> url() {
      return Optional.ofNullable(port).map(number -> "http://127.0.0.1:" + number);
    }
  }

  /** Makes the environment if it is new, and gives it a port if it needs one and has none. */
  void prepare(ChangeRef change, String name, boolean routed, @Nullable Integer wantedPort) {
    UUID applicationId = change.applicationId();
    jdbc.sql(
            """
            insert into environment (application_id, name, application) values (?, ?, ?)
            on conflict (application_id, name) do update set application = excluded.application
            """)
        .params(applicationId, name, change.application())
        .update();
    if (!routed || require(applicationId, name).port() != null) {
      return;
    }
    int port = wantedPort == null ? freePort() : wantedPort;
    try {
      jdbc.sql(
              "update environment set port = ? where application_id = ? and name = ? and port is"
                  + " null")
          .params(port, applicationId, name)
          .update();
    } catch (DuplicateKeyException e) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The port " + port + " belongs to another environment; name another one.",
          e);
    }
  }

  /** Stays until then, unless something is deployed there again. */
  void expires(UUID applicationId, String name, Instant at) {
    jdbc.sql("update environment set expires_at = ? where application_id = ? and name = ?")
        .params(at.atOffset(ZoneOffset.UTC), applicationId, name)
        .update();
  }

  /** Those whose time is over. */
  List<Environment> expired(Instant now) {
    return jdbc.sql("select * from environment where expires_at < ? order by expires_at")
        .param(now.atOffset(ZoneOffset.UTC))
        .query(Environments::environment)
        .list();
  }

  void remove(UUID applicationId, String name) {
    jdbc.sql("delete from environment where application_id = ? and name = ?")
        .params(applicationId, name)
        .update();
  }

  /**
   * Takes the environment for a command, unless another command that has not ended has it. The same
   * command may take it again.
   */
  boolean take(UUID applicationId, String name, UUID command) {
    return jdbc.sql(
                """
                update environment e set holder = :command
                where application_id = :application and name = :name
                  and (holder is null or holder = :command or not exists (
                    select from command c
                    where c.id = e.holder and c.state in ('RECEIVED', 'RUNNING')))
                """)
            .param("command", command)
            .param("application", applicationId)
            .param("name", name)
            .update()
        > 0;
  }

  /** Whether no command works on the environment. */
  boolean idle(UUID applicationId, String name) {
    return jdbc.sql(
            """
            select not exists (
              select from environment e join command c on c.id = e.holder
              where e.application_id = ? and e.name = ? and c.state in ('RECEIVED', 'RUNNING'))
            """)
        .params(applicationId, name)
        .query(Boolean.class)
        .single();
  }

  void release(UUID applicationId, String name, UUID command) {
    jdbc.sql(
            "update environment set holder = null where application_id = ? and name = ? and holder"
                + " = ?")
        .params(applicationId, name, command)
        .update();
  }

  /** The environment, locked for this transaction. */
  Environment lock(UUID applicationId, String name) {
    return locked(applicationId, name)
        .orElseThrow(() -> HexadException.notFound("environment", name));
  }

  private Optional<Environment> locked(UUID applicationId, String name) {
    return jdbc.sql("select * from environment where application_id = ? and name = ? for update")
        .params(applicationId, name)
        .query(Environments::environment)
        .optional();
  }

  Environment require(UUID applicationId, String name) {
    return find(applicationId, name)
        .orElseThrow(() -> HexadException.notFound("environment", name));
  }

  Optional<Environment> find(UUID applicationId, String name) {
    return jdbc.sql("select * from environment where application_id = ? and name = ?")
        .params(applicationId, name)
        .query(Environments::environment)
        .optional();
  }

  /** The name of its application. */
  String application(UUID applicationId, String name) {
    return jdbc.sql("select application from environment where application_id = ? and name = ?")
        .params(applicationId, name)
        .query(String.class)
        .optional()
        .orElseThrow(() -> HexadException.notFound("environment", name));
  }

  /** Those that a port of this machine leads to. */
  List<Environment> routed() {
    return jdbc.sql("select * from environment where port is not null order by name")
        .query(Environments::environment)
        .list();
  }

  void canaryPercent(Environment environment, int percent) {
    jdbc.sql("update environment set canary_percent = ? where application_id = ? and name = ?")
        .params(percent, environment.applicationId(), environment.name())
        .update();
  }

  private static Environment environment(java.sql.ResultSet rs, int row)
      throws java.sql.SQLException {
    return new Environment(
        rs.getObject("application_id", UUID.class),
        rs.getString("name"),
        rs.getObject("port", Integer.class),
        rs.getInt("canary_percent"));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new HexadException(ProblemType.INTERNAL, "No port is free.", e);
    }
  }
}
