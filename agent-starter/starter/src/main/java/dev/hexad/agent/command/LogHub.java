package dev.hexad.agent.command;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hands stored output on to readers in this process at once, each piece encoded once for all of
 * them. A reader that is too slow loses pieces, sees the gap and reads it from the store.
 */
final class LogHub {
  private static final int QUEUE = 1_000;

  private final ConcurrentMap<UUID, List<Reader>> readers = new ConcurrentHashMap<>();

  /** Stored output. */
  record Piece(long start, byte[] bytes, byte[] frame) {
    long end() {
      return start + bytes.length;
    }
  }

  Reader read(UUID command) {
    var reader = new Reader(this, command);
    readers.compute(
        command,
        (id, all) -> {
          List<Reader> list = all == null ? new CopyOnWriteArrayList<>() : all;
          list.add(reader);
          return list;
        });
    return reader;
  }

  void show(UUID command, long start, byte[] bytes, Instant at) {
    List<Reader> all = readers.get(command);
    if (all != null) {
      var piece = new Piece(start, bytes, LogStream.frame(start + bytes.length, bytes, at));
      all.forEach(reader -> reader.queue.offer(piece));
    }
  }

  /** One reader of one command's output. */
  static final class Reader implements AutoCloseable {
    private final LogHub hub;
    private final UUID command;
    private final LinkedBlockingQueue<Piece> queue = new LinkedBlockingQueue<>(QUEUE);

    private Reader(LogHub hub, UUID command) {
      this.hub = hub;
      this.command = command;
    }

    /** The next piece, or null when none came in time. */
    @Nullable Piece next(long millis) throws InterruptedException {
      return queue.poll(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      hub.readers.computeIfPresent(
          command,
          (id, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
