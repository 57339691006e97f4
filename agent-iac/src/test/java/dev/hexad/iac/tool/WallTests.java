package dev.hexad.iac.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WallTests {
  private ServerSocket host;
  private Wall wall;

  @BeforeEach
  void build() throws Exception {
    assumeTrue(
        run(List.of("unshare", "--user", "--map-root-user", "--net", "true")).equals("0 "),
        "this machine has no user namespaces");
    host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    wall = Wall.open(Set.of(host.getLocalPort()));
    Thread.ofVirtual().start(this::shout);
  }

  @AfterEach
  void tearDown() throws IOException {
    if (wall != null) {
      wall.close();
      host.close();
    }
  }

  /** Answers each connection with what it said, in capitals. */
  private void shout() {
    while (!host.isClosed()) {
      try (var client = host.accept()) {
        String said = new String(client.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
        client.getOutputStream().write(said.toUpperCase().getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  private String behind(String script) throws Exception {
    var command = new ArrayList<>(wall.before());
    command.addAll(List.of("bash", "-c", script));
    return run(command);
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + " " + said.strip();
  }

  @Test
  void letsAPortThroughBothWays() throws Exception {
    String script =
        "exec 3<>/dev/tcp/127.0.0.1/%d; printf abc >&3; cat <&3".formatted(host.getLocalPort());
    assertThat(behind(script)).isEqualTo("0 ABC");
    assertThat(behind(script)).as("again").isEqualTo("0 ABC");
  }

  @Test
  void letsNothingElseThrough() throws Exception {
    try (var other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(behind("exec 3<>/dev/tcp/127.0.0.1/" + other.getLocalPort()))
          .startsWith("1 ")
          .contains("Connection refused");
    }
    assertThat(behind("exec 3<>/dev/tcp/192.0.2.1/443"))
        .startsWith("1 ")
        .contains("Network is unreachable");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    ProcessHandle gate = gate();
    wall.close();
    Await.until("the end of the gate", () -> !gate.isAlive());
    assertThat(behind("true")).startsWith("1 ").contains("No such file");
  }

  private ProcessHandle gate() {
    String pid = wall.before().get(1).replaceAll("\\D+", " ").strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
