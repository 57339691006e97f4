package dev.hexad.ci.runner;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services of a step as containers of a network of their own; they end with the step. */
final class DockerServices implements AutoCloseable {
  private final DockerClient docker;
  private final StepRun step;
  private final CommandContext context;
  private final List<String> containers = new ArrayList<>();
  private @Nullable String network;

  DockerServices(DockerClient docker, StepRun step, CommandContext context) {
    this.docker = docker;
    this.step = step;
    this.context = context;
  }

  /** The network that the step joins, null when it has no services. */
  @Nullable String start() throws InterruptedException {
    if (step.services().isEmpty()) {
      return null;
    }
    String made =
        docker
            .createNetworkCmd()
            .withName(step.shortName())
            .withLabels(Map.of(DockerRunner.LABEL, step.commandId()))
            .exec()
            .getId();
    network = made;
    for (BuildStep.Service service : step.services()) {
      start(service, made);
    }
    return made;
  }

  private void start(BuildStep.Service service, String in) throws InterruptedException {
    String image = service.image();
    if (image == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The service '" + service.name() + "' beside a step with an image needs an image too.");
    }
    DockerImages.pull(docker, image, context);
    CreateContainerCmd create =
        docker
            .createContainerCmd(image)
            .withName(step.shortName() + "-" + service.name())
            .withEnv(environment(service.env()))
            .withAliases(service.name())
            .withLabels(Map.of(DockerRunner.LABEL, step.commandId()))
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode(in).withInit(true));
    if (service.run() != null) {
      create.withEntrypoint("sh").withCmd("-euc", service.run());
    }
    String id = create.exec().getId();
    containers.add(id);
    context.onInterrupt(() -> DockerRunner.remove(docker, id));
    docker.startContainerCmd(id).exec();
    Integer port = service.port();
    if (port != null) {
      String address =
          inspect(id).getNetworkSettings().getNetworks().values().iterator().next().getIpAddress();
      Ports.await(address, port, service, () -> runs(id), context);
    }
    context.log().line("service " + service.name() + " is ready");
  }

  private InspectContainerResponse inspect(String id) {
    return docker.inspectContainerCmd(id).exec();
  }

  private boolean runs(String id) {
    return Boolean.TRUE.equals(inspect(id).getState().getRunning());
  }

  static List<String> environment(Map<String, String> variables) {
    return variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  @Override
  public void close() {
    containers.forEach(id -> DockerRunner.remove(docker, id));
    Optional.ofNullable(network).ifPresent(id -> docker.removeNetworkCmd(id).exec());
  }
}
