package dev.hexad.agent.command;

import dev.hexad.contracts.message.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Live output of a command: masked, gathered for a few milliseconds, kept in the database, then
 * shown to readers. Every byte has an offset, so that readers resume where they were. Thread-safe.
 */
public final class CommandLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommandLog.class);
  private static final int FLUSH_BYTES = 16 * 1024;
  private static final int GATHER_MILLIS = 3;

  /** Output is kept in memory up to this size while the database is away. */
  private static final int MAX_BUFFER = 1024 * 1024;

  /** Output beyond this is dropped, and that is said in the log. */
  static final long MAX_BYTES = 64L * 1024 * 1024;

  private final LogSink sink;
  private final Masker masker = new Masker();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private long offset;
  private boolean full;
  private @Nullable Thread flusher;

  CommandLog(LogSink sink) {
    this.sink = sink;
    this.offset = sink.length();
  }

  /** A log that goes to a stream, for work outside of an agent. */
  public static CommandLog to(OutputStream stream) {
    return new CommandLog(
        new LogSink() {
          @Override
          public long length() {
            return 0;
          }

          @Override
          public void append(long offset, byte[] bytes, Instant at) {
            try {
              stream.write(bytes);
              stream.flush();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /** From now on the value, and what it looks like encoded, is replaced by stars. */
  public synchronized void mask(Secret secret) {
    masker.add(secret);
  }

  /** Where the next byte goes, as far as is known: what is held back for masking comes later. */
  public synchronized long offset() {
    return offset + buffer.size();
  }

  /** Appends a line. */
  public void line(String text) {
    write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes as they are, except for secrets. */
  public synchronized void write(byte[] bytes) {
    if (full) {
      return;
    }
    append(masker.mask(bytes));
    if (buffer.size() >= FLUSH_BYTES) {
      flushUnlessAway();
    } else if (flusher == null && buffer.size() > 0) {
      flusher = Thread.ofVirtual().start(this::flushSoon);
    }
  }

  private void append(byte[] shown) {
    if (offset + buffer.size() + shown.length > MAX_BYTES) {
      full = true;
      buffer.writeBytes(
          "\n[the log is full; the rest is dropped]\n".getBytes(StandardCharsets.UTF_8));
    } else {
      buffer.writeBytes(shown);
    }
  }

  private void flushSoon() {
    try {
      Thread.sleep(GATHER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      flusher = null;
      flushUnlessAway();
    }
  }

  private void flushUnlessAway() {
    try {
      flush();
    } catch (DataAccessException e) {
      if (buffer.size() > MAX_BUFFER) {
        throw e;
      }
      log.atDebug().setCause(e).log("log is kept in memory");
    }
  }

  /** Stores what is gathered, then shows it. */
  public synchronized void flush() {
    if (buffer.size() == 0) {
      return;
    }
    byte[] bytes = buffer.toByteArray();
    sink.append(offset, bytes, Instant.now());
    offset += bytes.length;
    buffer.reset();
  }

  @Override
  public synchronized void close() {
    append(masker.rest());
    flush();
  }
}
