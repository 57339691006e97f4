package dev.hexad.iac.tool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A network namespace that holds nothing but a loopback address, on which some ports lead to the
 * same ports of this machine. What runs behind it reaches no other address, whatever it tries. It
 * lasts until it is closed, and ends with the agent.
 */
public final class Wall implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Wall.class);
  private static final String NAMESPACE = "/proc/%d/ns/%s";
  private static final int PORT_MASK = 0xffff;

  private final Path folder;
  private final ServerSocketChannel outside;
  private final Process gate;
  private final Set<Integer> ports;

  private Wall(Path folder, ServerSocketChannel outside, Process gate, Set<Integer> ports) {
    this.folder = folder;
    this.outside = outside;
    this.gate = gate;
    this.ports = ports;
  }

  /**
   * Builds it.
   *
   * @param ports of the loopback address that stay reachable
   */
  static Wall open(Set<Integer> ports) throws IOException {
    Path folder = Files.createTempDirectory("hxw");
    Path socket = folder.resolve("s");
    ServerSocketChannel outside = null;
    Process gate = null;
    try {
      outside = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      outside.bind(UnixDomainSocketAddress.of(socket));
      gate = start(folder, socket, ports);
      var wall = new Wall(folder, outside, gate, Set.copyOf(ports));
      Thread.ofVirtual().name("wall").start(wall::accept);
      return wall;
    } catch (IOException e) {
      end(folder, outside, gate);
      throw e;
    }
  }

  private static Process start(Path folder, Path socket, Set<Integer> ports) throws IOException {
    String name = Gate.class.getName();
    Path copy = folder.resolve(name.replace('.', '/') + ".class");
    Files.createDirectories(copy.getParent());
    try (var bytes = Gate.class.getResourceAsStream(Gate.class.getSimpleName() + ".class")) {
      if (bytes == null) {
        throw new IOException("the class of the gate is not found");
      }
      Files.copy(bytes, copy);
    }
    var command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--net"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            folder.toString(),
            name,
            socket.toString()));
    ports.stream().map(String::valueOf).forEach(command::add);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    Process process = builder.start();
    String said = process.inputReader(StandardCharsets.US_ASCII).readLine();
    if (!Gate.OPEN.equals(said)) {
      process.destroyForcibly();
      throw new IOException("the gate of the network namespace does not open");
    }
    return process;
  }

  /** What comes before a command that is to run behind it, as root of its user namespace. */
  List<String> before() {
    return List.of(
        "nsenter",
        "--user=" + NAMESPACE.formatted(gate.pid(), "user"),
        "--net=" + NAMESPACE.formatted(gate.pid(), "net"),
        "--preserve-credentials");
  }

  private void accept() {
    while (outside.isOpen()) {
      try {
        SocketChannel program = outside.accept();
        Thread.ofVirtual().start(() -> lead(program));
      } catch (IOException e) {
        log.atDebug().setCause(e).log("the wall takes no connection");
      }
    }
  }

  private void lead(SocketChannel program) {
    try (program) {
      var head = ByteBuffer.allocate(Short.BYTES);
      while (head.hasRemaining()) {
        if (program.read(head) < 0) {
          return;
        }
      }
      int port = head.getShort(0) & PORT_MASK;
      if (ports.contains(port)) {
        try (var target =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
          Gate.join(program, target);
        }
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a connection through the wall has ended");
    }
  }

  @Override
  public void close() {
    end(folder, outside, gate);
  }

  private static void end(
      Path folder, @Nullable ServerSocketChannel outside, @Nullable Process gate) {
    try (outside) {
      if (gate != null) {
        gate.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("a wall leaves files behind");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
