package dev.hexad.ci.runner;

import dev.hexad.agent.command.OpenCommands;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RunnerController {
  private static final int MAX = 500;

  private final RunnerProperties properties;
  private final DockerEngine engine;
  private final Cluster cluster;
  private final OpenCommands commands;

  RunnerController(
      RunnerProperties properties, DockerEngine engine, Cluster cluster, OpenCommands commands) {
    this.properties = properties;
    this.engine = engine;
    this.cluster = cluster;
    this.commands = commands;
  }

  /**
   * Where steps can run now, and what runs and waits.
   *
   * @param host whether steps run as processes of the agent's machine
   * @param containers what runs steps with an image: auto, docker or kubernetes
   * @param workers builds that one instance works on at once
   */
  record Runners(
      boolean host,
      String containers,
      Docker docker,
      Kubernetes kubernetes,
      int workers,
      List<OpenCommands.Open> running,
      List<OpenCommands.Open> queued) {}

  /** The Docker engine. */
  record Docker(boolean answers) {}

  /**
   * The cluster.
   *
   * @param known whether one is named or the agent runs in one
   */
  record Kubernetes(boolean known, boolean answers) {}

  @GetMapping("/api/v1/ci/runners")
  @RequiresScope("ci:read")
  Runners runners() {
    List<OpenCommands.Open> open = commands.list(MAX);
    return new Runners(
        properties.hostSteps(),
        properties.containers().name().toLowerCase(Locale.ROOT),
        new Docker(engine.answers()),
        new Kubernetes(cluster.known(), cluster.answers()),
        commands.workers(),
        open.stream().filter(OpenCommands.Open::running).toList(),
        open.stream().filter(c -> !c.running()).toList());
  }
}
