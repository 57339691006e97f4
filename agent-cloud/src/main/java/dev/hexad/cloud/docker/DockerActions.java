package dev.hexad.cloud.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.hexad.cloud.provider.ActionSpec;
import dev.hexad.cloud.provider.ActionSpec.Nothing;
import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudAction.Risk;
import dev.hexad.cloud.provider.ProviderException;
import dev.hexad.cloud.provider.ProviderException.Kind;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.cloud.provider.Sight.Inverse;
import dev.hexad.contracts.problem.HexadException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can be done to containers of the engine. */
final class DockerActions {
  private static final Set<String> CONTAINER = Set.of("docker.container");
  private static final String LOOK = "GET /containers/{id}/json";

  private DockerActions() {}

  /** Asks the engine and has it act. */
  interface Engine {
    <T> T ask(Function<DockerClient, T> question);

    default void act(Consumer<DockerClient> wish) {
      ask(docker -> {
        wish.accept(docker);
        return true;
      });
    }
  }

  static List<CloudAction<?>> over(Function<ActionTarget, Engine> connect) {
    return all().stream()
        .<CloudAction<?>>map(spec -> spec.over("docker", connect, DockerActions::translated))
        .toList();
  }

  private static List<ActionSpec<Engine, ?>> all() {
    return List.of(
        action("start", "Starts a container.", Risk.DISRUPTIVE, "start", DockerActions::start),
        action("stop", "Stops a container.", Risk.DISRUPTIVE, "stop", DockerActions::stop),
        action(
            "delete",
            "Deletes a container that is stopped, with what it has written.",
            Risk.DESTRUCTIVE,
            "",
            DockerActions::delete));
  }

  private static ActionSpec<Engine, Nothing> action(
      String name,
      String description,
      Risk risk,
      String verb,
      ActionSpec.Looker<Engine, Nothing> looker) {
    String call = verb.isEmpty() ? "DELETE /containers/{id}" : "POST /containers/{id}/" + verb;
    return new ActionSpec<>(
        name, description, risk, CONTAINER, Nothing.class, List.of(LOOK, call), looker);
  }

  private static RuntimeException translated(RuntimeException e) {
    return switch (e) {
      case NotFoundException gone -> new ProviderException(Kind.NOT_FOUND, "It is gone.", gone);
      case DockerException refused ->
          new ProviderException(
              refused.getHttpStatus() >= 500 ? Kind.FAILED : Kind.REFUSED,
              "The Docker engine answered " + refused.getHttpStatus() + ".",
              refused);
      case ProviderException known -> known;
      case HexadException known -> known;
      default ->
          new ProviderException(
              Kind.UNREACHABLE, "The Docker engine does not answer: " + e.getMessage(), e);
    };
  }

  private static ContainerState state(Engine engine, ActionTarget target) {
    return engine.ask(docker -> docker.inspectContainerCmd(target.id()).exec().getState());
  }

  private static Sight start(Engine engine, ActionTarget target, Nothing none) {
    String status = String.valueOf(state(engine, target).getStatus());
    return switch (status) {
      case "running" -> Sight.alreadyDone(status);
      case "created", "exited" ->
          new Sight(
              false,
              status,
              "running",
              new Inverse("stop", none),
              () -> engine.act(docker -> docker.startContainerCmd(target.id()).exec()));
      default -> throw refused("It is " + status + "; only what is stopped can be started.");
    };
  }

  private static Sight stop(Engine engine, ActionTarget target, Nothing none) {
    String status = String.valueOf(state(engine, target).getStatus());
    return switch (status) {
      case "created", "exited", "dead" -> Sight.alreadyDone(status);
      case "running" ->
          new Sight(
              false,
              status,
              "exited",
              new Inverse("start", none),
              () -> engine.act(docker -> docker.stopContainerCmd(target.id()).exec()));
      default -> throw refused("It is " + status + "; only what runs can be stopped.");
    };
  }

  private static Sight delete(Engine engine, ActionTarget target, Nothing none) {
    String status;
    try {
      status = String.valueOf(state(engine, target).getStatus());
    } catch (NotFoundException e) {
      return Sight.alreadyDone("deleted");
    }
    if (!Set.of("created", "exited", "dead").contains(status)) {
      throw refused("It is " + status + "; stop it first.");
    }
    return new Sight(
        false,
        status,
        "deleted",
        null,
        () -> engine.act(docker -> docker.removeContainerCmd(target.id()).exec()));
  }

  private static ProviderException refused(String message) {
    return ProviderException.of(Kind.REFUSED, message);
  }
}
