package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Services of a step as host processes; they end with the step. */
final class HostServices implements AutoCloseable {
  private final StepRun step;
  private final CommandContext context;
  private final List<Process> running = new ArrayList<>();

  HostServices(StepRun step, CommandContext context) {
    this.step = step;
    this.context = context;
  }

  void start() throws IOException, InterruptedException {
    for (BuildStep.Service service : step.services()) {
      String script = service.run();
      if (script == null || service.image() != null) {
        throw new HexadException(
            ProblemType.INVALID,
            "The service '"
                + service.name()
                + "' has an image, but the step '"
                + step.name()
                + "' has none; give both an image, or the service a 'run'.");
      }
      Process process =
          HostRunner.start(step, "service-" + running.size() + ".sh", script, service.env());
      running.add(process);
      Thread.ofVirtual().start(() -> HostRunner.copy(process.getInputStream(), context));
      if (service.port() != null) {
        Ports.await("127.0.0.1", service.port(), service, process::isAlive, context);
      }
      context.log().line("service " + service.name() + " is ready");
    }
  }

  @Override
  public void close() {
    var tree = new ProcessTree(step.commandId());
    running.forEach(process -> tree.kill(process.toHandle()));
  }
}
