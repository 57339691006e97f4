package dev.hexad.testkit.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes from any thread to a stream of Vert.x, and waits while the reader is slow. */
final class SlowStream extends OutputStream {
  private static final int SECONDS = 30;

  private final WriteStream<Buffer> to;
  private volatile boolean closed;

  SlowStream(WriteStream<Buffer> to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    send(Buffer.buffer(Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  void send(Buffer buffer) throws IOException {
    if (closed) {
      throw new IOException("the reader is gone");
    }
    if (to.writeQueueFull()) {
      var drained = new CountDownLatch(1);
      to.drainHandler(v -> drained.countDown());
      try {
        if (to.writeQueueFull() && !drained.await(SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the reader does not read");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
    to.write(buffer);
  }

  void gone() {
    closed = true;
  }
}
