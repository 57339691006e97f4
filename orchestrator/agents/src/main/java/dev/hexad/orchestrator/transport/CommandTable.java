package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The rows of commands on HTTP; leases go by the database's clock. */
@Component
class CommandTable {
  private final JdbcClient jdbc;

  CommandTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** True the first time that this command comes. */
  boolean add(String agentId, CommandRequest request, Envelope envelope) {
    return jdbc.sql(
                """
                insert into transport_command
                  (command_id, agent_id, tenant, capability, envelope, state)
                values (?, ?, ?, ?, ?::jsonb, 'WAITING') on conflict (command_id) do nothing
                """)
            .params(
                request.commandId(),
                agentId,
                envelope.tenant(),
                request.capability(),
                Json.write(envelope))
            .update()
        == 1;
  }

  /** Hands out the oldest commands that nobody has, or whose lease ran out. */
  List<HttpCommand> claim(
      String tenant, String agentId, int max, long leaseSeconds, int maxAttempts) {
    return jdbc.sql(
            """
            with mine as (
              select command_id from transport_command
              where tenant = :tenant and agent_id = :agent and not cancel_requested
                and attempt < :attempts and (envelope -> 'data' ->> 'deadline')::timestamptz > now()
                and (state = 'WAITING' or state = 'RUNNING' and lease_until < now())
              order by sequence limit :max for update skip locked)
            update transport_command c set state = 'RUNNING', attempt = attempt + 1,
              lease = gen_random_uuid(), lease_seconds = :lease,
              lease_until = now() + make_interval(secs => :lease)
            from mine where c.command_id = mine.command_id returning c.*
            """)
        .param("tenant", tenant)
        .param("agent", agentId)
        .param("attempts", maxAttempts)
        .param("max", max)
        .param("lease", leaseSeconds)
        .query(CommandTable::command)
        .list();
  }

  Optional<HttpCommand> find(String tenant, String agentId, UUID id) {
    return jdbc.sql(
            """
            select * from transport_command where command_id = ? and agent_id = ? and tenant = ?
            """)
        .params(id, agentId, tenant)
        .query(CommandTable::command)
        .optional();
  }

  /** As {@link #find}, and nobody else changes it in this transaction. */
  Optional<HttpCommand> lock(String tenant, String agentId, UUID id) {
    return jdbc.sql(
            """
            select * from transport_command where command_id = ? and agent_id = ? and tenant = ?
            for update
            """)
        .params(id, agentId, tenant)
        .query(CommandTable::command)
        .optional();
  }

  /**
   * Renews a lease.
   *
   * @param seconds from now on, null for as long as the last time
   */
  void renew(UUID id, @Nullable Long seconds) {
    jdbc.sql(
            """
            update transport_command set lease_seconds = coalesce(:seconds, lease_seconds),
              lease_until = now() + make_interval(secs => coalesce(:seconds, lease_seconds))
            where command_id = :id
            """)
        .param("seconds", seconds, java.sql.Types.BIGINT)
        .param("id", id)
        .update();
  }

  void end(UUID id, HttpCommand.State state, @Nullable JsonNode answer) {
    jdbc.sql(
            """
            update transport_command set state = ?, answer = ?::jsonb, finished_at = now()
            where command_id = ?
            """)
        .param(state.name())
        .param(answer == null ? null : answer.toString())
        .param(id)
        .update();
  }

  void requestCancel(UUID id) {
    jdbc.sql("update transport_command set cancel_requested = true where command_id = ?")
        .param(id)
        .update();
  }

  /** Commands that nobody works on and nobody will: to be given up. */
  List<HttpCommand> lost(int maxAttempts) {
    return jdbc.sql(
            """
            select * from transport_command
            where state = 'RUNNING' and lease_until < now()
                and (attempt >= :attempts or cancel_requested)
              or state in ('WAITING', 'RUNNING') and (lease_until is null or lease_until < now())
                and (envelope -> 'data' ->> 'deadline')::timestamptz < now()
            order by sequence limit 100 for update skip locked
            """)
        .param("attempts", maxAttempts)
        .query(CommandTable::command)
        .list();
  }

  /** How often a capability was asked for in the last thirty days, and whether one is open. */
  CapabilityUse.Use use(String tenant, String capability) {
    return jdbc.sql(
            """
            select count(*) filter (where received_at > now() - interval '30 days') as recent,
              count(*) filter (where state in ('WAITING', 'RUNNING')) as open
            from transport_command where tenant = ? and capability = ?
            """)
        .params(tenant, capability)
        .query((rs, n) -> new CapabilityUse.Use(rs.getLong("recent"), rs.getLong("open")))
        .single();
  }

  void deleteAll(String tenant, String agentId) {
    jdbc.sql("delete from transport_command where tenant = ? and agent_id = ?")
        .params(tenant, agentId)
        .update();
  }

  void deleteOld() {
    jdbc.sql("delete from transport_command where finished_at < now() - interval '14 days'")
        .update();
  }

  private static HttpCommand command(ResultSet rs, int row) throws SQLException {
    Timestamp until = rs.getTimestamp("lease_until");
    Timestamp finished = rs.getTimestamp("finished_at");
    String answer = rs.getString("answer");
    return new HttpCommand(
        rs.getObject("command_id", UUID.class),
        rs.getString("agent_id"),
        rs.getString("tenant"),
        rs.getString("capability"),
        Json.read(rs.getString("envelope"), Envelope.class),
        HttpCommand.State.valueOf(rs.getString("state")),
        rs.getInt("attempt"),
        rs.getObject("lease", UUID.class),
        until == null ? null : until.toInstant(),
        rs.getBoolean("cancel_requested"),
        answer == null ? null : Json.mapper().readTree(answer),
        rs.getTimestamp("received_at").toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
