package dev.hexad.testkit.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The containers of one pod; a container that only waits holds their common network. */
final class PodContainers {
  private static final String LISTENS = "0A";

  private final DockerClient docker;
  private final ObjectNode pod;
  private final ContainerPlan plan;
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> states = new LinkedHashMap<>();
  private final Set<String> pulled = ConcurrentHashMap.newKeySet();
  private @Nullable String pause;

  PodContainers(Engine engine, ResourceStore store, ApiPath path, ObjectNode pod, Path folder) {
    this.docker = engine.client();
    this.pod = pod;
    this.plan = new ContainerPlan(store, path, pod, folder);
  }

  @Nullable String id(String container) {
    return ids.get(container);
  }

  private List<JsonNode> all() {
    return pod.at("/spec/containers").valueStream().toList();
  }

  private static String name(JsonNode container) {
    return container.path("name").asString();
  }

  /** Makes folders and the network. */
  void begin() throws IOException {
    plan.makeFolders();
    all().forEach(c -> states.put(name(c), PodStatus.waiting("ContainerCreating", "")));
    String made =
        docker
            .createContainerCmd(TestCluster.PAUSE)
            .withEntrypoint("/bin/busybox", "sleep", "86400")
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
            .exec()
            .getId();
    pause = made;
    docker.startContainerCmd(made).exec();
  }

  /** Starts what does not run yet and looks after what runs. */
  void advance() {
    for (JsonNode container : all()) {
      String id = ids.get(name(container));
      ObjectNode state = Objects.requireNonNull(states.get(name(container)));
      if (id != null) {
        states.put(name(container), state(id));
      } else if (state.has("waiting")) {
        states.put(name(container), start(container, state));
      }
    }
  }

  private ObjectNode start(JsonNode container, ObjectNode before) {
    String image = container.path("image").asString();
    try {
      pull(image);
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      boolean again = before.at("/waiting/reason").asString("").startsWith("ErrImage");
      return again
          ? PodStatus.waiting("ImagePullBackOff", "Back-off pulling image \"" + image + "\"")
          : PodStatus.waiting(
              "ErrImagePull", "failed to pull and unpack image \"" + image + "\": not found");
    }
    try {
      HostConfig host =
          plan.host(container).withNetworkMode("container:" + Objects.requireNonNull(pause));
      String id = plan.create(docker.createContainerCmd(image), container, host).exec().getId();
      try {
        docker.startContainerCmd(id).exec();
      } catch (DockerException e) {
        ids.put(name(container), id);
        return PodStatus.terminated(128, "StartError", String.valueOf(e.getMessage()));
      }
      ids.put(name(container), id);
      return state(id);
    } catch (Refusal e) {
      return PodStatus.waiting("CreateContainerConfigError", String.valueOf(e.getMessage()));
    } catch (DockerException e) {
      return PodStatus.waiting("CreateContainerError", String.valueOf(e.getMessage()));
    }
  }

  /** Only what a registry of this machine has; nothing else can be reached. */
  private void pull(String image) {
    if (!image.startsWith("127.0.0.1:") || pulled.contains(image)) {
      return;
    }
    try {
      docker.pullImageCmd(image).start().awaitCompletion();
      pulled.add(image);
    } catch (DockerException | DockerClientException e) {
      // What the engine does not have after this is told as missing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode state(String id) {
    InspectContainerResponse.ContainerState now = docker.inspectContainerCmd(id).exec().getState();
    if (Boolean.TRUE.equals(now.getRunning())) {
      return PodStatus.running(String.valueOf(now.getStartedAt()));
    }
    Long exit = now.getExitCodeLong();
    int code = exit == null ? 0 : exit.intValue();
    if (now.getError() != null && !now.getError().isEmpty()) {
      return PodStatus.terminated(128, "StartError", now.getError());
    }
    String reason =
        Boolean.TRUE.equals(now.getOOMKilled()) ? "OOMKilled" : code == 0 ? "Completed" : "Error";
    return PodStatus.terminated(code, reason, "");
  }

  /** As the status of the pod lists them. */
  List<ObjectNode> statuses() {
    var statuses = new ArrayList<ObjectNode>();
    for (JsonNode container : all()) {
      ObjectNode state = Objects.requireNonNull(states.get(name(container)));
      ObjectNode status = ResourceStore.object().put("name", name(container));
      status.put("image", container.path("image").asString()).put("imageID", "");
      status.put("restartCount", 0).put("started", state.has("running"));
      status.put("ready", state.has("running") && probe(container));
      boolean again = !pod.at("/spec/restartPolicy").asString("").equals("Never");
      if (again && state.has("terminated")) {
        status.set("lastState", state.deepCopy());
        status.put("restartCount", 1);
        status.set(
            "state",
            PodStatus.waiting("CrashLoopBackOff", "back-off 10s restarting failed container"));
      } else {
        status.set("state", state.deepCopy());
      }
      statuses.add(status);
    }
    return statuses;
  }

  /** Looks whether anybody in the pod's network listens on the port of the readiness probe. */
  private boolean probe(JsonNode container) {
    JsonNode port =
        container.at(
            container.at("/readinessProbe").has("httpGet")
                ? "/readinessProbe/httpGet/port"
                : "/readinessProbe/tcpSocket/port");
    if (port.isMissingNode()) {
      return true;
    }
    Long pid =
        docker.inspectContainerCmd(Objects.requireNonNull(pause)).exec().getState().getPidLong();
    String ending = ":%04X".formatted(port.asInt());
    return Stream.of("tcp", "tcp6")
        .flatMap(file -> lines(Path.of("/proc", pid + "", "net", file)))
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(
            parts -> parts.length > 3 && parts[1].endsWith(ending) && parts[3].equals(LISTENS));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.of();
    }
  }

  /** Ends all containers; they stay to be looked at. */
  void end(int graceSeconds) {
    for (Map.Entry<String, String> one : ids.entrySet()) {
      try {
        docker.stopContainerCmd(one.getValue()).withTimeout(graceSeconds).exec();
      } catch (NotModifiedException | NotFoundException e) {
        // It has ended already.
      }
      states.put(one.getKey(), state(one.getValue()));
    }
    for (Map.Entry<String, ObjectNode> state : states.entrySet()) {
      if (state.getValue().has("waiting")) {
        state.setValue(PodStatus.terminated(137, "ContainerStatusUnknown", ""));
      }
    }
  }

  void remove() {
    Stream.concat(ids.values().stream(), Stream.ofNullable(pause))
        .forEach(id -> {
          try {
            docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
          } catch (RuntimeException e) {
            // The engine may be gone already.
          }
        });
  }
}
