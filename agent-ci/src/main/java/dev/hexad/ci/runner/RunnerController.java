package dev.hexad.ci.runner;

import dev.hexad.agent.command.OpenCommands;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RunnerController {
  private static final int MAX = 500;

  private final RunnerProperties properties;
  private final DockerEngine engine;
  private final OpenCommands commands;

  RunnerController(RunnerProperties properties, DockerEngine engine, OpenCommands commands) {
    this.properties = properties;
    this.engine = engine;
    this.commands = commands;
  }

  /**
   * Where steps can run now, and what runs and waits.
   *
   * @param host whether steps run as processes of the agent's machine
   * @param workers builds that one instance works on at once
   */
  record Runners(
      boolean host,
      Docker docker,
      int workers,
      List<OpenCommands.Open> running,
      List<OpenCommands.Open> queued) {}

  /** The Docker engine. */
  record Docker(boolean answers) {}

  @GetMapping("/api/v1/ci/runners")
  @RequiresScope("ci:read")
  Runners runners() {
    List<OpenCommands.Open> open = commands.list(MAX);
    return new Runners(
        properties.hostSteps(),
        new Docker(engine.answers()),
        commands.workers(),
        open.stream().filter(OpenCommands.Open::running).toList(),
        open.stream().filter(c -> !c.running()).toList());
  }
}
