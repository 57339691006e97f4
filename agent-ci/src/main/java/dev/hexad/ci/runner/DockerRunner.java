package dev.hexad.ci.runner;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.hexad.agent.command.CommandContext;
import dev.hexad.ci.engine.DockerEngine;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs steps in containers. The work folder is mounted at {@code /work}; the container has no
 * privileges beyond the image's own user, and is removed with its services at the end.
 */
@Component
final class DockerRunner implements Runner {
  static final String LABEL = "dev.hexad.command";

  private final DockerEngine engine;

  DockerRunner(DockerEngine engine) {
    this.engine = engine;
  }

  @Override
  public int run(StepRun step, CommandContext context) throws IOException, InterruptedException {
    DockerClient docker = engine.require("The image of the step '" + step.name() + "'");
    DockerImages.pull(docker, String.valueOf(step.image()), context);
    try (var services = new DockerServices(docker, step, context)) {
      String network = services.start();
      return runContainer(docker, step, network, context);
    } catch (DockerException e) {
      context.checkInterrupted();
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The Docker engine refused the step '" + step.name() + "': " + e.getMessage(),
          e);
    }
  }

  private static int runContainer(
      DockerClient docker, StepRun step, @Nullable String network, CommandContext context)
      throws IOException, InterruptedException {
    Path script = Files.writeString(step.folder().resolve("step.sh"), step.script());
    String id = create(docker, step, script, network).exec().getId();
    context.onInterrupt(() -> remove(docker, id));
    try (var output = new Output(context)) {
      docker
          .attachContainerCmd(id)
          .withStdOut(true)
          .withStdErr(true)
          .withFollowStream(true)
          .exec(output);
      output.awaitStarted();
      docker.startContainerCmd(id).exec();
      int code = await(docker, id, step);
      output.awaitCompletion(5, TimeUnit.SECONDS);
      context.checkInterrupted();
      return code;
    } catch (NotFoundException e) {
      context.checkInterrupted();
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The container of '" + step.name() + "' was removed.", e);
    } finally {
      remove(docker, id);
    }
  }

  private static int await(DockerClient docker, String id, StepRun step) {
    try {
      return docker
          .waitContainerCmd(id)
          .exec(new WaitContainerResultCallback())
          .awaitStatusCode(step.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (DockerClientException e) {
      throw new HexadException(
          ProblemType.TIMED_OUT,
          "The step '" + step.name() + "' did not end within " + step.timeout().toSeconds() + " s.",
          e);
    }
  }

  private static CreateContainerCmd create(
      DockerClient docker, StepRun step, Path script, @Nullable String network) {
    var host =
        HostConfig.newHostConfig()
            .withBinds(
                new Bind(step.source().toAbsolutePath().toString(), new Volume("/work")),
                new Bind(
                    script.toAbsolutePath().toString(),
                    new Volume("/hexad/step.sh"),
                    AccessMode.ro))
            .withSecurityOpts(List.of("no-new-privileges"))
            .withInit(true);
    limit(host, step.resources());
    if (network != null) {
      host.withNetworkMode(network);
    }
    return docker
        .createContainerCmd(String.valueOf(step.image()))
        .withName(step.shortName() + "-step")
        .withEntrypoint("sh")
        .withCmd("-eu", "/hexad/step.sh")
        .withWorkingDir("/work")
        .withEnv(DockerServices.environment(step.environment()))
        .withLabels(Map.of(LABEL, step.commandId()))
        .withHostConfig(host);
  }

  private static void limit(HostConfig host, BuildStep.@Nullable Resources limits) {
    if (limits == null) {
      return;
    }
    if (limits.cpus() != null) {
      host.withNanoCPUs(Math.round(limits.cpus() * 1e9));
    }
    if (limits.memoryMb() != null) {
      long bytes = limits.memoryMb() * 1024L * 1024;
      host.withMemory(bytes).withMemorySwap(bytes);
    }
    if (limits.processes() != null) {
      host.withPidsLimit(limits.processes().longValue());
    }
  }

  static void remove(DockerClient docker, String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // It is gone, which is what was wanted.
    } catch (com.github.dockerjava.api.exception.ConflictException e) {
      // Its removal is in progress already.
    }
  }

  @Override
  public void clean(String commandId) {
    if (!engine.answers()) {
      return;
    }
    DockerClient docker = engine.require("Cleaning");
    var mine = Map.of(LABEL, commandId);
    for (Container left :
        docker.listContainersCmd().withShowAll(true).withLabelFilter(mine).exec()) {
      remove(docker, left.getId());
    }
    docker
        .listNetworksCmd()
        .withFilter("label", List.of(LABEL + "=" + commandId))
        .exec()
        .forEach(network -> docker.removeNetworkCmd(network.getId()).exec());
  }

  /** Both streams of the container, as they come. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final CommandContext context;

    Output(CommandContext context) {
      this.context = context;
    }

    @Override
    public void onNext(Frame frame) {
      context.log().write(frame.getPayload());
    }
  }
}
