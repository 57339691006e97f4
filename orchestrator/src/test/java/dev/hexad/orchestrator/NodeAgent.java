package dev.hexad.orchestrator;

import dev.hexad.testkit.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** The sample agent in Node.js as a process of its own. */
final class NodeAgent implements AutoCloseable {
  static final Path FOLDER = Path.of("../deploy/examples/plugin-node");

  private final Process process;

  private NodeAgent(Process process) {
    this.process = process;
  }

  static NodeAgent start(String orchestrator, String enrolmentToken) throws IOException {
    var builder = new ProcessBuilder(Tools.path("node"), "agent.mjs");
    builder.directory(FOLDER.toFile());
    builder.environment().put("HEXAD_URL", orchestrator);
    builder.environment().put("HEXAD_ENROLMENT_TOKEN", enrolmentToken);
    builder.environment().put("PORT", "0");
    builder.environment().put("LEASE_SECONDS", "3");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/plugin-node.log")));
    return new NodeAgent(builder.start());
  }

  /** Ends it as a machine that loses its power would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
