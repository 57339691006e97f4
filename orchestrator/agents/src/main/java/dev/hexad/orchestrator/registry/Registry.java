package dev.hexad.orchestrator.registry;

import dev.hexad.contracts.event.AgentLost;
import dev.hexad.contracts.event.AgentRegistered;
import dev.hexad.contracts.event.AgentStateChanged;
import dev.hexad.contracts.event.PluginChanged;
import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbox.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which agents there are and which of their instances hold a lease. PostgreSQL is the authority and
 * its clock decides; Redis only saves reads.
 */
@Service
public class Registry {
  /** How long a lease lasts without a heartbeat. */
  public static final int LEASE_SECONDS = 10;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final AgentCache cache;
  private final PluginStore plugins;

  Registry(JdbcClient jdbc, Outbox outbox, AgentCache cache, PluginStore plugins) {
    this.plugins = plugins;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.cache = cache;
  }

  /**
   * What an operator installs.
   *
   * @param reference address or image, empty for a file
   * @param scopes granted
   */
  public record Installation(
      Manifest manifest, Plugin.Source source, String reference, List<String> scopes, String by) {
    public Installation {
      scopes = List.copyOf(scopes);
    }
  }

  /** Makes an agent known, with nothing routed to it, or gives a known one its next manifest. */
  @Transactional
  public Agent install(String tenant, Installation wish) {
    Manifest manifest = wish.manifest();
    boolean known = store(tenant, manifest, AgentState.INSTALLED);
    String digest = Digest.of(manifest);
    plugins.put(tenant, wish, digest);
    outbox.event(
        new PluginChanged(
            manifest.id(),
            known ? "UPGRADED" : "INSTALLED",
            manifest.version(),
            digest,
            wish.by()));
    cache.forget(manifest.id());
    return require(tenant, manifest.id());
  }

  /** True when the agent was known before. */
  private boolean store(String tenant, Manifest manifest, AgentState first) {
    int created =
        jdbc.sql(
                """
                insert into agent (id, tenant, state, manifest) values (?, ?, ?, ?::jsonb)
                on conflict (id) do nothing
                """)
            .params(manifest.id(), tenant, first.name(), Json.write(manifest))
            .update();
    if (created == 1) {
      return false;
    }
    int updated =
        jdbc.sql(
                """
                update agent set manifest = ?::jsonb, updated_at = now() where id = ? and tenant = ?
                """)
            .params(Json.write(manifest), manifest.id(), tenant)
            .update();
    if (updated == 0) {
      throw new HexadException(
          ProblemType.CONFLICT, "The agent id '" + manifest.id() + "' belongs to another tenant.");
    }
    return true;
  }

  /**
   * Takes an instance in and gives it a lease. An installed agent enrols with the manifest that was
   * installed and with no other.
   *
   * @param enable whether an agent that nobody installed starts enabled
   */
  @Transactional
  public AgentState enrol(String tenant, Enrolment.Request request, boolean enable) {
    Manifest manifest = request.manifest();
    Optional<Plugin> plugin = plugins.find(tenant, manifest.id());
    if (plugin.isEmpty()) {
      store(tenant, manifest, enable ? AgentState.ENABLED : AgentState.INSTALLED);
    } else if (!plugin.get().admits(Digest.of(manifest))) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The manifest of '"
              + manifest.id()
              + "' ("
              + Digest.of(manifest)
              + ") is not the one that was installed ("
              + plugin.get().digest()
              + "); an operator upgrades the plugin first.");
    }
    Agent agent = load(manifest.id()).orElseThrow();
    jdbc.sql(
            """
            insert into agent_instance (id, agent_id, base_url, version, started_at, last_seen_at,
              lease_expires_at, healthy)
            values (?, ?, ?, ?, ?::timestamptz, now(), now() + make_interval(secs => ?), true)
            on conflict (id) do update set last_seen_at = now(), base_url = excluded.base_url,
              lease_expires_at = excluded.lease_expires_at
            """)
        .params(
            request.instanceId(),
            manifest.id(),
            request.baseUrl(),
            manifest.version(),
            request.startedAt().toString(),
            LEASE_SECONDS)
        .update();
    outbox.event(new AgentRegistered(manifest.id(), request.instanceId(), manifest.version()));
    cache.forget(manifest.id());
    return agent.state();
  }

  /**
   * Renews a lease.
   *
   * @throws HexadException of type not-found when there is none any more; the instance enrols again
   */
  public AgentState beat(
      String tenant, String agentId, UUID instance, Enrolment.Heartbeat heartbeat) {
    return jdbc.sql(
            """
            update agent_instance i set last_seen_at = now(), healthy = ?,
              configuration_error = ?, waiting = ?,
              lease_expires_at = now() + make_interval(secs => ?)
            from agent a
            where i.id = ? and i.agent_id = ? and i.lease_expires_at > now()
              and a.id = i.agent_id and a.tenant = ?
            returning a.state
            """)
        .param(heartbeat.healthy())
        .param(heartbeat.configurationError())
        .param(heartbeat.waiting())
        .param(LEASE_SECONDS)
        .param(instance)
        .param(agentId)
        .param(tenant)
        .query(String.class)
        .optional()
        .map(AgentState::valueOf)
        .orElseThrow(() -> HexadException.notFound("lease of instance", instance));
  }

  /** How many commands wait at an agent, as its instances, which share them, said last. */
  public int waiting(String agentId) {
    return jdbc.sql("select coalesce(max(waiting), 0) from agent_instance where agent_id = ?")
        .param(agentId)
        .query(Integer.class)
        .single();
  }

  /** Ends a lease in good order. */
  @Transactional
  public void leave(String agentId, UUID instance) {
    remove(agentId, instance);
  }

  /** Ends the leases that ran out, and tells. */
  @Scheduled(fixedDelay = 2_000)
  @Transactional
  public void expireLeases() {
    jdbc.sql(
            """
            select agent_id, id from agent_instance where lease_expires_at < now()
            for update skip locked
            """)
        .query((rs, n) -> List.of(rs.getString(1), rs.getString(2)))
        .list()
        .forEach(row -> remove(row.getFirst(), UUID.fromString(row.getLast())));
  }

  private void remove(String agentId, UUID instance) {
    int gone =
        jdbc.sql("delete from agent_instance where id = ? and agent_id = ?")
            .params(instance, agentId)
            .update();
    if (gone == 1) {
      outbox.event(new AgentLost(agentId, instance));
      cache.forget(agentId);
    }
  }

  @Transactional
  public Agent changeState(String tenant, String agentId, AgentState to, String by) {
    Agent agent = require(tenant, agentId);
    if (agent.state() != to) {
      jdbc.sql("update agent set state = ?, updated_at = now() where id = ?")
          .params(to.name(), agentId)
          .update();
      outbox.event(new AgentStateChanged(agentId, to.name(), by));
      cache.forget(agentId);
    }
    return load(agentId).orElseThrow();
  }

  /** Forgets an agent; an enabled one cannot go. */
  @Transactional
  public void uninstall(String tenant, String agentId, boolean purged, String by) {
    Agent agent = require(tenant, agentId);
    if (agent.state() == AgentState.ENABLED) {
      throw new HexadException(
          ProblemType.CONFLICT, "Disable the agent '" + agentId + "' before you uninstall it.");
    }
    String digest = plugins.find(tenant, agentId).map(Plugin::digest).orElse(null);
    jdbc.sql("delete from agent where id = ?").param(agentId).update();
    outbox.event(
        new PluginChanged(
            agentId, purged ? "PURGED" : "UNINSTALLED", agent.manifest().version(), digest, by));
    cache.forget(agentId);
  }

  /** All agents on HTTP, of all tenants, for the orchestrator's own subscriptions. */
  public List<Agent> onHttp() {
    return jdbc
        .sql("select * from agent where manifest ->> 'transport' = 'HTTP' order by id")
        .query(Registry::row)
        .list()
        .stream()
        .map(this::agent)
        .toList();
  }

  public List<Agent> all(String tenant) {
    return jdbc
        .sql("select * from agent where tenant = ? order by id")
        .param(tenant)
        .query(Registry::row)
        .list()
        .stream()
        .map(this::agent)
        .toList();
  }

  /**
   * An agent of a tenant, as it is now.
   *
   * @throws HexadException of type not-found
   */
  public Agent require(String tenant, String agentId) {
    return load(agentId)
        .filter(agent -> agent.tenant().equals(tenant))
        .orElseThrow(() -> HexadException.notFound("agent", agentId));
  }

  /** An agent, at most two seconds old. */
  public Optional<Agent> cached(String agentId) {
    return cache.get(agentId, () -> load(agentId));
  }

  private Optional<Agent> load(String agentId) {
    return jdbc.sql("select * from agent where id = ?")
        .param(agentId)
        .query(Registry::row)
        .optional()
        .map(this::agent);
  }

  private record Row(String id, String tenant, String state, String manifest) {}

  private static Row row(ResultSet rs, int number) throws SQLException {
    return new Row(
        rs.getString("id"),
        rs.getString("tenant"),
        rs.getString("state"),
        rs.getString("manifest"));
  }

  /** Called after the rows are read: asking within would need a second connection. */
  private Agent agent(Row row) {
    return new Agent(
        row.id(),
        row.tenant(),
        AgentState.valueOf(row.state()),
        Json.read(row.manifest(), Manifest.class),
        instances(row.id()));
  }

  private List<Agent.Instance> instances(String agentId) {
    return jdbc.sql("select * from agent_instance where agent_id = ? order by started_at")
        .param(agentId)
        .query((rs, n) ->
            new Agent.Instance(
                rs.getObject("id", UUID.class),
                rs.getString("base_url"),
                rs.getString("version"),
                rs.getTimestamp("started_at").toInstant(),
                rs.getTimestamp("last_seen_at").toInstant(),
                rs.getTimestamp("lease_expires_at").toInstant(),
                rs.getBoolean("healthy"),
                rs.getString("configuration_error")))
        .list();
  }
}
