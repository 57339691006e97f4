package dev.hexad.cd.target.compose;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.docker.DockerEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of a project, as the engine knows them.
 *
 * @param name of the project
 */
record Project(DockerEngine engine, String name) {
  static final String PROJECT = "com.docker.compose.project";
  static final String SERVICE = "com.docker.compose.service";

  List<Container> containers() {
    return engine
        .client()
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
      var state = engine.client().inspectContainerCmd(container.getId()).exec().getState();
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
    return engine.tail(container.getId());
  }

  /** Containers and networks go; volumes stay, as they hold data. */
  void remove() {
    containers().forEach(container -> engine.remove(container.getId()));
    for (Network network : engine.client().listNetworksCmd().exec()) {
      if (name.equals(network.getLabels().get(PROJECT))) {
        engine.client().removeNetworkCmd(network.getId()).exec();
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
