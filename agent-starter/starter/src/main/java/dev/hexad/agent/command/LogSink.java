package dev.hexad.agent.command;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where a log's bytes go once they are masked and gathered. */
interface LogSink {
  /** Bytes that are there already. */
  long length();

  /** Keeps the bytes from this offset on, written at this time; throws when it cannot. */
  void append(long offset, byte[] bytes, Instant at);

  /**
   * The log of a command in the database, shown to its readers.
   *
   * @param begun whether an earlier attempt may have written to it
   */
  static LogSink stored(JdbcClient jdbc, LogHub hub, UUID command, boolean begun) {
    return new LogSink() {
      @Override
      public long length() {
        if (!begun) {
          return 0;
        }
        return jdbc.sql(
                "select coalesce(max(start_offset + length(bytes)), 0) from command_log where"
                    + " command_id = ?")
            .param(command)
            .query(Long.class)
            .single();
      }

      @Override
      public void append(long offset, byte[] bytes, Instant at) {
        jdbc.sql(
                "insert into command_log (command_id, start_offset, bytes, written_at) values (?,"
                    + " ?, ?, ?)")
            .params(command, offset, bytes, Timestamp.from(at))
            .update();
        hub.show(command, offset, bytes, at);
      }
    };
  }
}
