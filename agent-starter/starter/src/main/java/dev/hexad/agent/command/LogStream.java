package dev.hexad.agent.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Follows the output of a command as server-sent events from a byte offset to its end. The first
 * line of an event's data is Base64, because output may break a character in two, the second is
 * when it was written, in milliseconds since 1970; the event's id is the offset after it.
 */
final class LogStream {
  private static final long LOOK_MILLIS = 250;
  private static final long ALIVE_MILLIS = 15_000;
  private static final byte[] END = "event: end\ndata: \n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final CommandStore store;
  private final UUID command;
  private final OutputStream out;
  private long offset;
  private long wroteAt = System.currentTimeMillis();

  LogStream(CommandStore store, UUID command, long offset, OutputStream out) {
    this.store = store;
    this.command = command;
    this.offset = offset;
    this.out = out;
  }

  static byte[] frame(long next, byte[] bytes, Instant at) {
    var frame = new ByteArrayOutputStream(bytes.length * 4 / 3 + 60);
    frame.writeBytes(("event: log\nid: " + next + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    frame.writeBytes(Base64.getEncoder().encode(bytes));
    frame.writeBytes(("\ndata: " + at.toEpochMilli() + "\n\n").getBytes(StandardCharsets.UTF_8));
    return frame.toByteArray();
  }

  /** Writes until the command has ended and everything is written. */
  void follow(LogHub hub) throws IOException, InterruptedException {
    out.write(ALIVE);
    out.flush();
    try (LogHub.Reader reader = hub.read(command)) {
      while (true) {
        boolean ended = store.require(command).state().ended();
        if (catchUp() && ended) {
          out.write(END);
          out.flush();
          return;
        }
        live(reader);
      }
    }
  }

  /** Writes everything that is stored; true when there is nothing more. */
  private boolean catchUp() throws IOException {
    List<CommandStore.Piece> pieces = store.readPieces(command, offset);
    while (!pieces.isEmpty()) {
      for (CommandStore.Piece piece : pieces) {
        offset += piece.bytes().length;
        out.write(frame(offset, piece.bytes(), piece.at()));
      }
      write(new byte[0]);
      pieces = store.readPieces(command, offset);
    }
    return true;
  }

  /** Writes what comes while it follows without a gap. */
  private void live(LogHub.Reader reader) throws IOException, InterruptedException {
    LogHub.Piece piece = reader.next(LOOK_MILLIS);
    while (piece != null) {
      if (piece.start() > offset) {
        return;
      }
      if (piece.start() == offset) {
        offset = piece.end();
        write(piece.frame());
      }
      piece = reader.next(LOOK_MILLIS);
    }
    if (System.currentTimeMillis() - wroteAt > ALIVE_MILLIS) {
      write(ALIVE);
    }
  }

  private void write(byte[] frame) throws IOException {
    out.write(frame);
    out.flush();
    wroteAt = System.currentTimeMillis();
  }
}
