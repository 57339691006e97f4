package dev.hexad.cd.target.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Health;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs revisions as containers of a Docker engine. */
@Component
final class DockerTarget implements DeployTarget {
  private static final String LABEL = "dev.hexad.deployment";

  /** Names of the variables that the deployment has set, with commas between. */
  private static final String ENV_LABEL = "dev.hexad.env";

  private static final int CONTAINER_PORT = 8080;

  private final DockerEngine engine;
  private final DockerClient docker;

  DockerTarget(DockerEngine engine) {
    this.engine = engine;
    this.docker = engine.client();
  }

  /** What is kept of a container. */
  private record Handle(String container, int port) {}

  /** What a container is made of. */
  private record Run(String image, Map<String, String> env) {
    static Run of(ImageRef image, Map<String, String> env) {
      return new Run(image.pinned(), env);
    }
  }

  @Override
  public String name() {
    return "docker";
  }

  @Override
  public Availability availability() {
    return engine.availability();
  }

  @Override
  public Takeover takeover() {
    return Takeover.BESIDE;
  }

  @Override
  public Rendered render(Revision revision, Sources sources) {
    return Rendered.of("container", Run.of(revision.image(), revision.env()));
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress)
      throws InterruptedException {
    Run run = rendered.only(Run.class);
    String id = existing(revision);
    if (id == null) {
      pull(run.image(), progress);
      id = create(revision, run);
      progress.accept("container " + id.substring(0, 12));
    }
    try {
      docker.startContainerCmd(id).exec();
    } catch (NotModifiedException e) {
      progress.accept("it runs already");
    }
    OptionalInt port = hostPort(docker.inspectContainerCmd(id).exec());
    JsonNode handle = Json.tree(new Handle(id, port.orElse(0)));
    if (port.isEmpty()) {
      String tail = tail(handle);
      progress.accept(tail);
      delete(handle);
      throw new HexadException(
          ProblemType.UNHEALTHY,
          "The container ended at once."
              + tail.lines().reduce((a, b) -> b).map(l -> " Its last line: " + l).orElse(""));
    }
    return new Placed(handle, URI.create("http://127.0.0.1:" + port.getAsInt()));
  }

  private void pull(String image, Consumer<String> log) throws InterruptedException {
    try {
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException missing) {
      log.accept("pulling " + image);
      try {
        docker.pullImageCmd(image).start().awaitCompletion();
      } catch (DockerException | DockerClientException e) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED, "The image " + image + " cannot be pulled.", e);
      }
    }
  }

  private @Nullable String existing(Revision revision) {
    List<Container> found =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(LABEL, revision.deploymentId().toString()))
            .exec();
    return found.isEmpty() ? null : found.getFirst().getId();
  }

  private String create(Revision revision, Run run) {
    var exposed = ExposedPort.tcp(CONTAINER_PORT);
    List<String> env = new ArrayList<>();
    run.env().forEach((name, value) -> env.add(name + "=" + value));
    env.add("PORT=" + CONTAINER_PORT);
    env.add("HOST=0.0.0.0");
    return docker
        .createContainerCmd(run.image())
        .withName("hexad-" + revision.application() + "-" + revision.deploymentId())
        .withLabels(
            Map.of(
                LABEL,
                revision.deploymentId().toString(),
                "dev.hexad.application",
                revision.application(),
                ENV_LABEL,
                String.join(",", run.env().keySet())))
        .withExposedPorts(exposed)
        .withEnv(env)
        .withHostConfig(
            HostConfig.newHostConfig()
                .withPortBindings(
                    new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", 0), exposed)))
        .exec()
        .getId();
  }

  private static OptionalInt hostPort(InspectContainerResponse container) {
    Ports.Binding[] bindings =
        container
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(ExposedPort.tcp(CONTAINER_PORT));
    if (bindings == null || bindings.length == 0) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(bindings[0].getHostPortSpec()));
  }

  @Override
  public Observation observe(JsonNode json) {
    String id = Json.convert(json, Handle.class).container();
    try {
      var state = docker.inspectContainerCmd(id).exec().getState();
      boolean runs = Boolean.TRUE.equals(state.getRunning());
      return observed(
          id,
          runs ? Health.HEALTHY : Health.DEGRADED,
          runs ? "" : "It ended with status " + state.getExitCodeLong() + ".");
    } catch (NotFoundException e) {
      return observed(id, Health.MISSING, "The container is gone.");
    }
  }

  private static Observation observed(String id, Health health, String cause) {
    return Observation.of("Container", id.substring(0, Math.min(12, id.length())), health, cause);
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode json) {
    Run next = wanted.only(Run.class);
    return FieldDiff.of("container", json == null ? null : running(json), Json.tree(next));
  }

  /** What a container was made of; of its environment only what is ours, not the image's. */
  private @Nullable JsonNode running(JsonNode json) {
    try {
      InspectContainerResponse found =
          docker.inspectContainerCmd(Json.convert(json, Handle.class).container()).exec();
      String image = found.getConfig().getImage();
      Map<String, String> env = new TreeMap<>();
      Map<String, String> labels = found.getConfig().getLabels();
      String names = labels == null ? "" : labels.getOrDefault(ENV_LABEL, "");
      Set<String> own = Set.of(names.split(","));
      for (String entry : Objects.requireNonNullElse(found.getConfig().getEnv(), new String[0])) {
        String[] parts = entry.split("=", 2);
        if (own.contains(parts[0])) {
          env.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
      }
      return Json.tree(new Run(image == null ? "" : image, env));
    } catch (NotFoundException e) {
      return null;
    }
  }

  @Override
  public void delete(JsonNode json) {
    engine.remove(Json.convert(json, Handle.class).container());
  }

  @Override
  public String tail(JsonNode json) {
    return engine.tail(Json.convert(json, Handle.class).container());
  }
}
