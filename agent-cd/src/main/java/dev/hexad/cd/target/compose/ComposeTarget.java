package dev.hexad.cd.target.compose;

import com.github.dockerjava.api.model.Container;
import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.cd.target.docker.DockerEngine;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings the services of a Compose file up, as one project of a Docker engine. */
@Component
final class ComposeTarget implements DeployTarget {
  static final String OWNER = "dev.hexad.owner";
  static final String SPEC = "dev.hexad.spec";
  private static final String DEFAULT_FILE = "compose.yaml";

  private final DockerEngine engine;
  private final ComposeProgram program;

  ComposeTarget(DockerEngine engine) {
    this.engine = engine;
    this.program = new ComposeProgram(engine.host());
  }

  /**
   * What a pipeline says of a Compose project.
   *
   * @param file in the repository, {@code compose.yaml} when absent
   * @param project its name, made of application and environment when absent
   */
  record Settings(@Nullable String file, @Nullable String project) {}

  /**
   * What is brought up.
   *
   * @param main service that runs the image
   */
  record Plan(String project, String owner, String main, JsonNode file) {
    List<String> services() {
      return List.copyOf(file.path("services").propertyNames());
    }
  }

  /** What is kept of a deployment. */
  record Handle(String project, String owner, List<String> services) {}

  @Override
  public String name() {
    return "compose";
  }

  @Override
  public Availability availability() {
    return engine.availability() instanceof Availability.Unavailable none
        ? none
        : program
            .version()
            .<Availability>map(Availability.Available::new)
            .orElseGet(() -> new Availability.Unavailable("Docker Compose is not installed"));
  }

  @Override
  public Takeover takeover() {
    return Takeover.IN_PLACE;
  }

  @Override
  public Rendered render(Revision revision, Sources sources) throws Exception {
    Settings settings = TargetSettings.read(revision.settings(), Settings.class, name());
    String plain = "hexad-" + revision.application() + "-" + revision.environment();
    String project = settings.project() == null ? plain : settings.project();
    String owner = revision.applicationId() + "/" + revision.environment();
    ObjectNode file =
        ComposeFile.of(
            sources.folder(),
            settings.file() == null ? DEFAULT_FILE : settings.file(),
            revision,
            owner);
    String main =
        file.path("services").properties().stream()
            .filter(e -> e.getValue().path("image").asString("").equals(revision.image().pinned()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return Rendered.of(
        "project",
        new Plan(
            project.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-"), owner, main, file));
  }

  private Project project(String name) {
    return new Project(engine, name);
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress) throws Exception {
    Plan plan = rendered.only(Plan.class);
    Project project = project(plan.project());
    requireOurs(project, plan.owner());
    JsonNode handle = Json.tree(new Handle(plan.project(), plan.owner(), plan.services()));
    progress.keep(handle);
    up(plan);
    progress.accept("project " + plan.project() + ": " + String.join(", ", plan.services()));
    URI url =
        project.port(plan.main()).map(port -> URI.create("http://127.0.0.1:" + port)).orElse(null);
    return new Placed(handle, url);
  }

  private static void requireOurs(Project project, String owner) {
    for (Container container : project.containers()) {
      if (!owner.equals(container.getLabels().get(OWNER))) {
        throw new HexadException(
            ProblemType.CONFLICT,
            "The project '%s' is there already and was not made for this environment; name another"
                    .formatted(project.name())
                + " one with 'project'.");
      }
    }
  }

  /** The file is not in the repository's folder, so that nothing there is read besides it. */
  private void up(Plan plan) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("hexad-compose");
    Path file = folder.resolve("compose.json");
    try {
      Files.writeString(file, Json.write(plan.file()));
      program
          .command()
          .with(
              List.of(
                  "--project-name",
                  plan.project(),
                  "--file",
                  file.toString(),
                  "up",
                  "--detach",
                  "--remove-orphans"))
          .run();
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  @Override
  public Observation observe(JsonNode handle) {
    Handle known = Json.convert(handle, Handle.class);
    return project(known.project()).observe(known.services());
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    Plan plan = wanted.only(Plan.class);
    Map<String, JsonNode> live = new HashMap<>();
    for (Container container : project(plan.project()).containers()) {
      String spec = container.getLabels().get(SPEC);
      live.put(
          container.getLabels().get(Project.SERVICE),
          spec == null ? Json.mapper().createObjectNode() : Json.mapper().readTree(spec));
    }
    var names = new TreeSet<>(live.keySet());
    names.addAll(plan.services());
    List<Difference> differences = new ArrayList<>();
    for (String service : names) {
      JsonNode next = plan.file().path("services").path(service);
      differences.addAll(
          FieldDiff.of(
              "service/" + service, live.get(service), next.isMissingNode() ? null : spec(next)));
    }
    return differences;
  }

  private static JsonNode spec(JsonNode service) {
    String spec = service.path("labels").path(SPEC).asString("{}");
    return Json.mapper().readTree(spec.replace("$$", "$"));
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    try {
      up(wanted.only(Plan.class));
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Docker Compose cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }

  @Override
  public void delete(JsonNode handle) {
    Handle known = Json.convert(handle, Handle.class);
    Project project = project(known.project());
    boolean ours =
        project.containers().stream()
            .allMatch(container -> known.owner().equals(container.getLabels().get(OWNER)));
    if (ours) {
      project.remove();
    }
  }

  @Override
  public String tail(JsonNode handle) {
    return project(Json.convert(handle, Handle.class).project()).tail();
  }
}
