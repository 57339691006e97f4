package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Chooses where a step runs. */
@Component
public final class Runners {
  private final RunnerProperties properties;
  private final HostRunner host;
  private final DockerRunner docker;
  private final KubernetesRunner kubernetes;
  private final DockerEngine engine;
  private final Cluster cluster;

  Runners(
      RunnerProperties properties,
      HostRunner host,
      DockerRunner docker,
      KubernetesRunner kubernetes,
      DockerEngine engine,
      Cluster cluster) {
    this.properties = properties;
    this.host = host;
    this.docker = docker;
    this.kubernetes = kubernetes;
    this.engine = engine;
    this.cluster = cluster;
  }

  /**
   * Runs a step to its end.
   *
   * @throws HexadException of type step-failed, timed-out or tool-missing
   */
  public void run(StepRun step, CommandContext context) throws IOException, InterruptedException {
    if (step.image() == null && !properties.hostSteps()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The step '"
              + step.name()
              + "' names no image, and this CI agent runs steps in containers only; add 'image'.");
    }
    int code = (step.image() == null ? host : containers()).run(step, context);
    if (code != 0) {
      throw new HexadException(
          ProblemType.STEP_FAILED,
          "The step '" + step.name() + "' ended with exit code " + code + ".");
    }
  }

  private Runner containers() {
    return switch (properties.containers()) {
      case DOCKER -> docker;
      case KUBERNETES -> kubernetes;
      case AUTO -> !engine.answers() && cluster.known() ? kubernetes : docker;
    };
  }

  /** Ends what an earlier attempt at a command has left running. */
  public void clean(String commandId) throws IOException {
    host.clean(commandId);
    docker.clean(commandId);
    if (properties.containers() != RunnerProperties.Containers.DOCKER) {
      kubernetes.clean(commandId);
    }
  }

  /** Variables of the machine that a step on it needs; a container brings its own. */
  public static Map<String, String> hostEnvironment(List<String> passed) {
    var environment = new TreeMap<String, String>();
    String path = System.getenv("PATH");
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    environment.put("PATH", java + (path == null ? "" : ":" + path));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    for (String name : passed) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }
}
