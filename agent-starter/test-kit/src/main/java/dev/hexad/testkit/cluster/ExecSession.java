package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A command in a container over a web socket, protocol v4: the first byte of each message tells
 * whether it is input (0), output (1), errors (2) or the end (3).
 */
final class ExecSession {
  private static final int MUCH = 64;
  private static final byte[] END = new byte[0];

  private final Engine engine;
  private final String container;
  private final String[] command;
  private final boolean input;
  private final BlockingQueue<byte[]> pending = new LinkedBlockingQueue<>();

  ExecSession(Engine engine, String container, Call call) {
    this.engine = engine;
    this.container = container;
    this.command = call.queries("command").toArray(String[]::new);
    this.input = call.flag("stdin");
  }

  /** Called on the socket's own thread, so that no message is missed. */
  void begin(ServerWebSocket socket) {
    socket.handler(message -> {
      if (message.length() > 1 && message.getByte(0) == 0) {
        pending.add(message.getBytes(1, message.length()));
        if (pending.size() > MUCH) {
          socket.pause();
        }
      }
    });
    socket.closeHandler(v -> pending.add(END));
    Thread.ofVirtual().name("exec").start(() -> run(socket));
  }

  private void run(ServerWebSocket socket) {
    var to = new SlowStream(socket);
    String id =
        engine
            .client()
            .execCreateCmd(container)
            .withAttachStdin(input)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command)
            .exec()
            .getId();
    try (var running = engine.start(id)) {
      Thread feeder = Thread.ofVirtual().start(() -> feed(running, socket));
      running.read((stream, bytes) -> send(to, stream, bytes));
      feeder.interrupt();
      Long code = engine.client().inspectExecCmd(id).exec().getExitCodeLong();
      send(to, 3, Json.write(end(code == null ? -1 : code)).getBytes());
      socket.close();
    } catch (IOException | RuntimeException e) {
      socket.close((short) 1011, String.valueOf(e.getMessage()));
    }
  }

  private static void send(SlowStream to, int stream, byte[] bytes) throws IOException {
    to.send(Buffer.buffer().appendByte((byte) stream).appendBytes(bytes));
  }

  private void feed(Engine.Attached running, ServerWebSocket socket) {
    try {
      while (true) {
        byte[] bytes = pending.take();
        if (bytes == END) {
          running.close();
          return;
        }
        running.write(bytes);
        if (pending.isEmpty()) {
          socket.resume();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The command has ended and reads no more.
      socket.resume();
    }
  }

  private static Map<String, Object> end(long code) {
    if (code == 0) {
      return Map.of("metadata", Map.of(), "status", "Success");
    }
    var cause = Map.of("reason", "ExitCode", "message", Long.toString(code));
    return Map.of(
        "metadata",
        Map.of(),
        "status",
        "Failure",
        "message",
        "command terminated with non-zero exit code",
        "reason",
        "NonZeroExitCode",
        "details",
        Map.of("causes", List.of(cause)));
  }
}
