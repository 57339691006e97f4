package dev.hexad.agent.command;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Live output of a command: buffered for a moment, then kept in the database. Every byte has an
 * offset, so that readers resume where they were. Thread-safe.
 */
public final class CommandLog implements AutoCloseable {
  private static final int FLUSH_BYTES = 16 * 1024;

  /** Output beyond this is dropped, and that is said in the log. */
  static final long MAX_BYTES = 64L * 1024 * 1024;

  private final JdbcClient jdbc;
  private final UUID command;
  private final java.io.ByteArrayOutputStream buffer = new java.io.ByteArrayOutputStream();
  private long offset;
  private boolean full;

  CommandLog(JdbcClient jdbc, UUID command) {
    this.jdbc = jdbc;
    this.command = command;
    this.offset =
        jdbc.sql(
                "select coalesce(max(start_offset + length(bytes)), 0) from command_log where"
                    + " command_id = ?")
            .param(command)
            .query(Long.class)
            .single();
  }

  /** Appends a line. */
  public void line(String text) {
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes as they are. */
  public synchronized void write(byte[] bytes) {
    if (full) {
      return;
    }
    if (offset + buffer.size() + bytes.length > MAX_BYTES) {
      full = true;
      buffer.writeBytes(
          "\n[the log is full; the rest is dropped]\n".getBytes(StandardCharsets.UTF_8));
    } else {
      buffer.writeBytes(bytes);
    }
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  /** Stores what is buffered. */
  public synchronized void flush() {
    if (buffer.size() == 0) {
      return;
    }
    byte[] bytes = buffer.toByteArray();
    jdbc.sql("insert into command_log (command_id, start_offset, bytes) values (?, ?, ?)")
        .params(command, offset, bytes)
        .update();
    offset += bytes.length;
    buffer.reset();
  }

  @Override
  public void close() {
    flush();
  }
}
