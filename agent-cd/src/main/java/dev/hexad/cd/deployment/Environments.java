package dev.hexad.cd.deployment;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Environments with the port that they keep. */
@Component
class Environments {
  private final JdbcClient jdbc;

  Environments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An environment of an application. */
  record Environment(UUID applicationId, String name, int port, int canaryPercent) {
    String url() {
      return "http://127.0.0.1:" + port;
    }
  }

  /** The environment, locked for this transaction; made with a port when it is new. */
  Environment lock(UUID applicationId, String name, @Nullable Integer wantedPort) {
    Optional<Environment> found = locked(applicationId, name);
    if (found.isPresent()) {
      return found.get();
    }
    int port = wantedPort == null ? freePort() : wantedPort;
    jdbc.sql(
            "insert into environment (application_id, name, port) values (?, ?, ?) on conflict do"
                + " nothing")
        .params(applicationId, name, port)
        .update();
    return locked(applicationId, name)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.CONFLICT,
                "The port " + port + " belongs to another environment; name another one."));
  }

  private Optional<Environment> locked(UUID applicationId, String name) {
    return jdbc.sql("select * from environment where application_id = ? and name = ? for update")
        .params(applicationId, name)
        .query(Environments::environment)
        .optional();
  }

  Environment require(UUID applicationId, String name) {
    return jdbc.sql("select * from environment where application_id = ? and name = ?")
        .params(applicationId, name)
        .query(Environments::environment)
        .optional()
        .orElseThrow(() -> HexadException.notFound("environment", name));
  }

  List<Environment> all() {
    return jdbc.sql("select * from environment order by name")
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
        rs.getInt("port"),
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
