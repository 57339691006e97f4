package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.event.ConfigurationChanged;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.outbox.Outbox;
import dev.hexad.service.schema.Schemas;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Configuration documents per agent; every change is a new version, a roll back too. */
@Service
public class Configurations {
  private final JdbcClient jdbc;
  private final Registry registry;
  private final Outbox outbox;
  private final Clock clock;

  Configurations(JdbcClient jdbc, Registry registry, Outbox outbox, Clock clock) {
    this.jdbc = jdbc;
    this.registry = registry;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** One version of a document. */
  public record Version(long version, JsonNode document, Instant createdAt, String createdBy) {}

  /** The newest version; empty while the agent's own defaults are in force. */
  public Optional<Version> current(String agentId) {
    return jdbc.sql(
            "select * from agent_configuration where agent_id = ? order by version desc limit 1")
        .param(agentId)
        .query(Configurations::version)
        .optional();
  }

  List<Version> versions(String tenant, String agentId) {
    registry.require(tenant, agentId);
    return jdbc.sql(
            "select * from agent_configuration where agent_id = ? order by version desc limit 100")
        .param(agentId)
        .query(Configurations::version)
        .list();
  }

  /**
   * Sets a document.
   *
   * @param expected the version that the caller has seen
   */
  @Transactional
  public Version set(String tenant, String agentId, long expected, JsonNode document, String by) {
    Agent agent = registry.require(tenant, agentId);
    lock(agentId);
    long version = current(agentId).map(Version::version).orElse(0L);
    if (version != expected) {
      throw new HexadException(
          ProblemType.STALE,
          "The configuration is at version " + version + ", not " + expected + "; read it again.");
    }
    check(agent, document);
    return append(agentId, version + 1, document, by);
  }

  /** Makes an earlier version the newest one again. */
  @Transactional
  public Version rollBack(String tenant, String agentId, long to, String by) {
    Agent agent = registry.require(tenant, agentId);
    lock(agentId);
    JsonNode document =
        to == 0
            ? agent.manifest().defaultConfiguration()
            : versions(tenant, agentId).stream()
                .filter(v -> v.version() == to)
                .findFirst()
                .orElseThrow(() -> HexadException.notFound("configuration version", to))
                .document();
    check(agent, document);
    return append(agentId, current(agentId).map(Version::version).orElse(0L) + 1, document, by);
  }

  private void lock(String agentId) {
    jdbc.sql("select id from agent where id = ? for update")
        .param(agentId)
        .query(String.class)
        .single();
  }

  private static void check(Agent agent, JsonNode document) {
    List<Problem.FieldError> errors =
        Schemas.check(agent.manifest().configurationSchema(), document);
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID, "The configuration breaks its schema.", errors, null);
    }
  }

  private Version append(String agentId, long version, JsonNode document, String by) {
    var next = new Version(version, document, clock.instant(), by);
    jdbc.sql("insert into agent_configuration values (?, ?, ?::jsonb, ?, ?)")
        .params(agentId, version, document.toString(), Timestamp.from(next.createdAt()), by)
        .update();
    outbox.event(new ConfigurationChanged(agentId, version, by));
    return next;
  }

  private static Version version(ResultSet rs, int row) throws SQLException {
    return new Version(
        rs.getLong("version"),
        Json.mapper().readTree(rs.getString("document")),
        rs.getTimestamp("created_at").toInstant(),
        rs.getString("created_by"));
  }
}
