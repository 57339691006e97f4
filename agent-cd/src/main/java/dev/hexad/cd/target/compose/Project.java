package dev.hexad.cd.target.compose;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Network;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The containers of a project, as the engine knows them.
 *
 * @param name of the project
 */
record Project(DockerClient docker, String name) {
  static final String PROJECT = "com.docker.compose.project";
  static final String SERVICE = "com.docker.compose.service";
  private static final int LINES = 40;
  private static final int STOP_SECONDS = 5;

  List<Container> containers() {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(PROJECT, name))
        .exec();
  }

  private List<Container> of(String service) {
    return containers().stream()
        .filter(container -> service.equals(container.getLabels().get(SERVICE)))
        .toList();
  }

  /** How the services are that should be there. */
  Observation observe(List<String> services) {
    Health whole = Health.HEALTHY;
    String cause = "";
    List<Observation.Resource> parts = new ArrayList<>();
    for (String service : services) {
      List<Container> found = of(service);
      Health health = found.isEmpty() ? Health.MISSING : Health.HEALTHY;
      String said = found.isEmpty() ? "it has no container" : "";
      List<Observation.Resource> below = new ArrayList<>();
      for (Container container : found) {
        Seen seen = look(container);
        below.add(
            new Observation.Resource(
                container.getId(),
                service,
                "Container",
                title(container),
                seen.health(),
                seen.message()));
        if (health.and(seen.health()) != health) {
          health = seen.health();
          said = title(container) + " " + seen.message();
        }
      }
      parts.add(new Observation.Resource(service, null, "Service", service, health, said));
      parts.addAll(below);
      if (whole.and(health) != whole) {
        whole = health;
        cause = "Service " + service + ": " + said;
      }
    }
    return new Observation(whole, cause, parts);
  }

  private record Seen(Health health, String message) {}

  private Seen look(Container container) {
    try {
      var state = docker.inspectContainerCmd(container.getId()).exec().getState();
      String status = String.valueOf(state.getStatus());
      Long code = state.getExitCodeLong();
      return switch (status) {
        case "running" -> running(state.getHealth() == null ? "" : state.getHealth().getStatus());
        case "exited" ->
            code != null && code == 0
                ? new Seen(Health.HEALTHY, "has done its work")
                : new Seen(Health.DEGRADED, "ended with status " + code + last(container));
        case "restarting", "dead" -> new Seen(Health.DEGRADED, "is " + status + last(container));
        case "paused" -> new Seen(Health.SUSPENDED, "is paused");
        default -> new Seen(Health.PROGRESSING, "is " + status);
      };
    } catch (NotFoundException e) {
      return new Seen(Health.MISSING, "is gone");
    }
  }

  private static Seen running(String health) {
    return switch (health) {
      case "unhealthy" -> new Seen(Health.DEGRADED, "fails its health check");
      case "starting" -> new Seen(Health.PROGRESSING, "has not passed its health check yet");
      default -> new Seen(Health.HEALTHY, "");
    };
  }

  private String last(Container container) {
    return tail(container)
        .lines()
        .reduce((a, b) -> b)
        .map(line -> "; its last line: " + line)
        .orElse("");
  }

  private static String title(Container container) {
    return container.getNames().length == 0
        ? container.getId().substring(0, 12)
        : container.getNames()[0].replaceFirst("^/", "");
  }

  /** The last lines of a container that is ill, of any when none is. */
  String tail() {
    Optional<Container> ill =
        containers().stream()
            .filter(container -> look(container).health() != Health.HEALTHY)
            .findFirst()
            .or(() -> containers().stream().findFirst());
    return ill.map(this::tail).orElse("");
  }

  private String tail(Container container) {
    var text = new StringBuilder();
    var callback =
        new ResultCallback.Adapter<Frame>() {
          @Override
          public void onNext(Frame frame) {
            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
          }
        };
    try {
      docker
          .logContainerCmd(container.getId())
          .withStdOut(true)
          .withStdErr(true)
          .withTail(LINES)
          .exec(callback)
          .awaitCompletion(5, TimeUnit.SECONDS);
    } catch (NotFoundException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text.toString();
  }

  /** Containers and networks go; volumes stay, as they hold data. */
  void remove() {
    for (Container container : containers()) {
      try {
        docker.stopContainerCmd(container.getId()).withTimeout(STOP_SECONDS).exec();
      } catch (NotModifiedException | NotFoundException e) {
        // It has stopped or is gone, which is what was wanted.
      }
      try {
        docker.removeContainerCmd(container.getId()).withForce(true).exec();
      } catch (NotFoundException e) {
        // It is gone, which is what was wanted.
      }
    }
    for (Network network : docker.listNetworksCmd().exec()) {
      if (name.equals(network.getLabels().get(PROJECT))) {
        docker.removeNetworkCmd(network.getId()).exec();
      }
    }
  }

  /** The first port of this machine that leads to a service. */
  Optional<Integer> port(String service) {
    return of(service).stream()
        .flatMap(container -> Arrays.stream(container.getPorts()))
        .flatMap(port -> Optional.ofNullable(port.getPublicPort()).stream())
        .findFirst();
  }
}
