package dev.hexad.agent.command;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table of commands: intake, leases and ends. All times are the database's. */
final class CommandStore {
  private final JdbcClient jdbc;

  CommandStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A command as kept. */
  record Stored(
      UUID id,
      String capability,
      CommandState state,
      int attempt,
      Instant receivedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable JsonNode result,
      @Nullable Problem problem) {}

  /**
   * A command with a lease on it.
   *
   * @param begun whether somebody has worked on it before
   */
  record Claimed(Envelope envelope, CommandRequest request, int attempt, boolean begun) {}

  /** Keeps a new command, behind those of the same application; false when it is there already. */
  boolean receive(CommandRequest request, Envelope envelope) {
    String fairKey = fairKey(request);
    return jdbc.sql(
                """
                insert into command (id, capability, envelope, state, fair_key, turn)
                select ?, ?, ?, 'RECEIVED', ?, greatest(
                  (select coalesce(max(turn) + 1, 0) from command
                   where fair_key = ? and state in ('RECEIVED', 'RUNNING')),
                  (select coalesce(min(turn), 0) from command where state = 'RECEIVED'))
                on conflict do nothing
                """)
            .params(
                request.commandId(), request.capability(), Json.write(envelope), fairKey, fairKey)
            .update()
        == 1;
  }

  private static String fairKey(CommandRequest request) {
    return request.change() == null
        ? String.valueOf(request.runId())
        : request.change().applicationId().toString();
  }

  /** Takes the commands whose turn it is, of those that wait or whose worker is gone. */
  List<Claimed> claim(UUID owner, Duration lease, int most) {
    return jdbc.sql(
            """
            update command set state = 'RUNNING', attempt = attempt + 1, lease_owner = ?,
              lease_until = now() + make_interval(secs => ?), started_at = coalesce(started_at, now())
            where id in (select id from command
                        where state in ('RECEIVED', 'RUNNING')
                          and (state = 'RECEIVED' or lease_until < now())
                        order by turn, received_at limit ? for update skip locked)
            returning envelope, attempt, started_at < now()
            """)
        .params(owner, lease.toMillis() / 1000.0, most)
        .query((rs, n) -> {
          Envelope envelope = Json.read(rs.getString(1), Envelope.class);
          return new Claimed(
              envelope,
              Json.convert(envelope.data(), CommandRequest.class),
              rs.getInt(2),
              rs.getBoolean(3));
        })
        .list();
  }

  /** What a renewal found. */
  enum Renewal {
    HELD,
    CANCEL_REQUESTED,
    LOST
  }

  Renewal renew(UUID id, UUID owner, int attempt, Duration lease) {
    return jdbc.sql(
            """
            update command set lease_until = now() + make_interval(secs => ?)
            where id = ? and lease_owner = ? and attempt = ? and state = 'RUNNING'
            returning cancel_requested
            """)
        .params(lease.toMillis() / 1000.0, id, owner, attempt)
        .query(Boolean.class)
        .optional()
        .map(cancel -> cancel ? Renewal.CANCEL_REQUESTED : Renewal.HELD)
        .orElse(Renewal.LOST);
  }

  /** Ends those of these commands that their owners still hold, and tells which they are. */
  Set<UUID> finish(List<CommandEnds.End> ends) {
    return Set.copyOf(
        jdbc.sql(
                """
                update command c set state = e.state, finished_at = now(), result = e.result::jsonb,
                  problem = e.problem::jsonb, lease_owner = null, lease_until = null
                from unnest(?::uuid[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[])
                  as e(id, owner, attempt, state, result, problem)
                where c.id = e.id and c.lease_owner = e.owner and c.attempt = e.attempt
                  and c.state = 'RUNNING'
                returning c.id
                """)
            .param(ends.stream().map(CommandEnds.End::id).toArray(UUID[]::new))
            .param(ends.stream().map(CommandEnds.End::owner).toArray(UUID[]::new))
            .param(ends.stream().map(CommandEnds.End::attempt).toArray(Integer[]::new))
            .param(ends.stream().map(e -> e.state().name()).toArray(String[]::new))
            .param(ends.stream().map(e -> text(e.result())).toArray(String[]::new))
            .param(ends.stream().map(e -> text(e.problem())).toArray(String[]::new))
            .query(UUID.class)
            .list());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Json.write(value);
  }

  /** Gives a command back at once, for a shutdown in good order. */
  void release(UUID id, UUID owner, int attempt) {
    jdbc.sql(
            """
            update command set state = 'RECEIVED', attempt = attempt - 1, lease_owner = null,
              lease_until = null
            where id = ? and lease_owner = ? and attempt = ? and state = 'RUNNING'
            """)
        .params(id, owner, attempt)
        .update();
  }

  /** Ends a command that nobody works on. */
  boolean finishWaiting(UUID id, CommandState state, @Nullable Problem problem) {
    return jdbc.sql(
                """
                update command set state = ?, finished_at = now(), problem = ?::jsonb
                where id = ? and state = 'RECEIVED'
                """)
            .param(state.name())
            .param(problem == null ? null : Json.write(problem))
            .param(id)
            .update()
        == 1;
  }

  void requestCancel(UUID id) {
    jdbc.sql(
            "update command set cancel_requested = true where id = ? and state in ('RECEIVED',"
                + " 'RUNNING')")
        .param(id)
        .update();
  }

  Optional<Stored> find(UUID id) {
    return jdbc.sql("select * from command where id = ?").param(id).query(this::stored).optional();
  }

  Stored require(UUID id) {
    return find(id).orElseThrow(() -> HexadException.notFound("command", id));
  }

  private Stored stored(ResultSet rs, int row) throws SQLException {
    String result = rs.getString("result");
    String problem = rs.getString("problem");
    return new Stored(
        rs.getObject("id", UUID.class),
        rs.getString("capability"),
        CommandState.valueOf(rs.getString("state")),
        rs.getInt("attempt"),
        rs.getObject("received_at", OffsetDateTime.class).toInstant(),
        instant(rs.getObject("started_at", OffsetDateTime.class)),
        instant(rs.getObject("finished_at", OffsetDateTime.class)),
        result == null ? null : Json.mapper().readTree(result),
        problem == null ? null : Json.read(problem, Problem.class));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /** The bytes of a log from an offset on, at most about {@code limit}. */
  byte[] readLog(UUID id, long from, int limit) {
    var out = new java.io.ByteArrayOutputStream();
    jdbc.sql(
            """
            select start_offset, bytes from command_log
            where command_id = ? and start_offset >= coalesce(
                (select max(start_offset) from command_log
                 where command_id = ? and start_offset <= ?), 0)
              and start_offset + length(bytes) > ?
            order by start_offset limit 64
            """)
        .params(id, id, from, from)
        .query(rs -> {
          if (out.size() < limit) {
            byte[] bytes = rs.getBytes(2);
            int skip = (int) Math.max(0, from - rs.getLong(1));
            out.write(bytes, skip, bytes.length - skip);
          }
        });
    return out.toByteArray();
  }

  /** Output that was written at one time. */
  record Piece(byte[] bytes, Instant at) {}

  /** Some pieces of a log from an offset on, in order; none when there is no more. */
  List<Piece> readPieces(UUID id, long from) {
    return jdbc.sql(
            """
            select start_offset, bytes, written_at from command_log
            where command_id = ? and start_offset >= coalesce(
                (select max(start_offset) from command_log
                 where command_id = ? and start_offset <= ?), 0)
              and start_offset + length(bytes) > ?
            order by start_offset limit 64
            """)
        .params(id, id, from, from)
        .query((rs, n) -> {
          byte[] bytes = rs.getBytes(2);
          int skip = (int) Math.max(0, from - rs.getLong(1));
          return new Piece(
              Arrays.copyOfRange(bytes, skip, bytes.length), rs.getTimestamp(3).toInstant());
        })
        .list();
  }

  /** How many wait; further than that nobody needs to count. */
  int waiting() {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from command where state = 'RECEIVED' limit 100000) c
            """)
        .query(Integer.class)
        .single();
  }

  /** Commands that run or wait, those that run first, then in the order of their turns. */
  List<OpenCommands.Open> open(int limit) {
    return jdbc.sql(
            """
            select * from command
            where state in ('RECEIVED', 'RUNNING')
            order by state = 'RUNNING' desc, turn, received_at limit ?
            """)
        .param(limit)
        .query((rs, n) -> {
          Stored stored = stored(rs, n);
          Envelope envelope = Json.read(rs.getString("envelope"), Envelope.class);
          CommandRequest request = Json.convert(envelope.data(), CommandRequest.class);
          return new OpenCommands.Open(
              stored.id(),
              stored.capability(),
              request.runId(),
              request.stage(),
              request.change() == null ? null : request.change().application(),
              stored.state() == CommandState.RUNNING,
              stored.attempt(),
              stored.receivedAt(),
              stored.startedAt());
        })
        .list();
  }
}
