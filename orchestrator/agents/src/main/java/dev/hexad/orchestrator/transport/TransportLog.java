package dev.hexad.orchestrator.transport;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The output of commands on HTTP, by byte offset. */
@Component
class TransportLog {
  /** The longest log of one command, in bytes. */
  static final long LIMIT = 64L * 1024 * 1024;

  private static final int CHUNK = 256 * 1024;

  private final JdbcClient jdbc;
  private final HttpCommands commands;

  TransportLog(JdbcClient jdbc, HttpCommands commands) {
    this.jdbc = jdbc;
    this.commands = commands;
  }

  private record Piece(long start, byte[] bytes) {}

  /**
   * Appends.
   *
   * @param offset where the writer thinks that the log ends; bytes that are there already are not
   *     written again. Null to append without that.
   * @return where the log ends now
   */
  @Transactional
  public long append(HttpCommands.Holder holder, @Nullable Long offset, byte[] bytes) {
    commands.held(holder);
    long end = end(holder.command());
    if (offset != null && offset + bytes.length <= end) {
      return end;
    }
    if (offset != null && offset != end) {
      throw new HexadException(
          ProblemType.CONFLICT, "The log ends at byte " + end + ", not at " + offset + ".");
    }
    if (end + bytes.length > LIMIT) {
      throw new HexadException(
          ProblemType.TOO_LARGE, "The log of a command holds " + LIMIT + " bytes at most.");
    }
    if (bytes.length > 0) {
      jdbc.sql("insert into transport_log values (?, ?, ?)")
          .params(holder.command(), end, bytes)
          .update();
    }
    return end + bytes.length;
  }

  private long end(UUID command) {
    return jdbc.sql(
            """
            select coalesce((select start + length(bytes) from transport_log
              where command_id = ? order by start desc limit 1), 0)
            """)
        .param(command)
        .query(Long.class)
        .single();
  }

  /** At most a chunk from an offset on. */
  byte[] read(UUID command, long offset) {
    List<Piece> pieces =
        jdbc.sql(
                """
                select start, bytes from transport_log
                where command_id = ? and start + length(bytes) > ? order by start limit 64
                """)
            .params(command, offset)
            .query((rs, n) -> new Piece(rs.getLong(1), rs.getBytes(2)))
            .list();
    var out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      int skip = (int) Math.max(0, offset - piece.start());
      int length = Math.min(piece.bytes().length - skip, CHUNK - out.size());
      out.write(piece.bytes(), skip, length);
    }
    return out.toByteArray();
  }
}
