package dev.hexad.cd.target.ecs;

import dev.hexad.cd.target.DeployTarget;
import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.FieldDiff;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.TargetSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers the task definition of a commit with Amazon ECS and rolls a service to it. */
@Component
final class EcsTarget implements DeployTarget {
  private static final String APPLICATION = "hexad:application";
  private static final String ENVIRONMENT = "hexad:environment";
  private static final String DEPLOYMENT = "hexad:deployment";

  private final EcsClusters clusters;

  EcsTarget(EcsClusters clusters) {
    this.clusters = clusters;
  }

  /**
   * What a pipeline says of a deployment to ECS.
   *
   * @param cluster as the agent's configuration names it; the only one when absent
   * @param service name of the service, made of application and environment when absent
   * @param taskDefinition file as {@code register-task-definition} takes it
   * @param serviceDefinition file as {@code create-service} takes it
   * @param adopt takes a service over that somebody else has made
   */
  record Settings(
      @Nullable String cluster,
      @Nullable String service,
      @Nullable String taskDefinition,
      @Nullable String serviceDefinition,
      @Nullable Boolean adopt) {}

  /**
   * What is kept of a deployment.
   *
   * @param taskDefinition ARN, null while it is not registered yet
   */
  record Handle(String cluster, String service, @Nullable String taskDefinition) {}

  @Override
  public String name() {
    return "ecs";
  }

  @Override
  public Availability availability() {
    return clusters.none()
        ? new Availability.Unavailable("the CD agent's configuration has no ECS cluster")
        : new Availability.Available("Amazon ECS");
  }

  @Override
  public Takeover takeover() {
    return Takeover.IN_PLACE;
  }

  @Override
  public Rendered render(Revision revision, Sources sources) throws Exception {
    Settings settings = TargetSettings.read(revision.settings(), Settings.class, name());
    String cluster = clusters.name(settings.cluster());
    String plain = revision.application() + "-" + revision.environment();
    String service =
        settings.service() == null ? plain.replaceAll("[^A-Za-z0-9_-]", "-") : settings.service();
    Path root = sources.folder();
    String task = settings.taskDefinition();
    String file = settings.serviceDefinition();
    return new EcsPlan(
            new EcsPlan.Scope(
                cluster,
                service,
                revision.applicationId().toString(),
                revision.environment(),
                revision.deploymentId().toString(),
                Boolean.TRUE.equals(settings.adopt())),
            EcsFiles.taskDefinition(
                root, task == null ? "ecs/task-definition.json" : task, revision, service),
            EcsFiles.service(root, file == null ? "ecs/service.json" : file, file != null))
        .rendered();
  }

  private EcsService place(String cluster, String service) {
    return new EcsService(clusters.of(cluster), service);
  }

  private EcsService place(JsonNode handle) {
    Handle known = Json.convert(handle, Handle.class);
    return place(known.cluster(), known.service());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static List<Tag> tags(EcsPlan.Scope scope) {
    return List.of(
        tag(APPLICATION, scope.application()),
        tag(ENVIRONMENT, scope.environment()),
        tag(DEPLOYMENT, scope.deployment()));
  }

  private static boolean has(List<Tag> tags, String key, String value) {
    return tags.stream().anyMatch(tag -> tag.key().equals(key) && tag.value().equals(value));
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress) {
    EcsPlan plan = EcsPlan.of(rendered);
    EcsPlan.Scope scope = plan.scope();
    EcsService place = place(scope.cluster(), scope.service());
    Optional<Service> live = place.find();
    live.ifPresent(service -> requireOurs(service, scope));
    progress.keep(Json.tree(new Handle(scope.cluster(), scope.service(), null)));
    Optional<String> there =
        live.map(Service::taskDefinition)
            .filter(arn -> has(place.taskDefinition(arn).tags(), DEPLOYMENT, scope.deployment()));
    String arn =
        there.orElseGet(() -> {
          String made = place.register(plan.taskDefinition(), tags(scope));
          progress.accept("registered " + made.substring(made.lastIndexOf('/') + 1));
          return made;
        });
    var handle = Json.tree(new Handle(scope.cluster(), scope.service(), arn));
    progress.keep(handle);
    if (live.isEmpty()) {
      place.create(plan.service(), arn, tags(scope).subList(0, 2));
      progress.accept("created the service " + scope.service());
    } else if (there.isEmpty()) {
      place.update(plan.service(), arn);
      place.tag(live.get().serviceArn(), tags(scope).subList(0, 2));
      progress.accept("updated the service " + scope.service());
    }
    return new Placed(handle, null);
  }

  private static void requireOurs(Service service, EcsPlan.Scope scope) {
    boolean ours =
        has(service.tags(), APPLICATION, scope.application())
            && has(service.tags(), ENVIRONMENT, scope.environment());
    if (!ours && !scope.adopt()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The service '%s' is there already and was not made for this environment; "
                  .formatted(service.serviceName())
              + "take it over with adopt: true, or name another service.");
    }
  }

  @Override
  public Observation observe(JsonNode handle) {
    return EcsHealth.of(place(handle));
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    EcsPlan plan = EcsPlan.of(wanted);
    EcsService place = place(plan.scope().cluster(), plan.scope().service());
    Optional<Service> live = place.find();
    JsonNode task =
        live.map(
                service -> {
                  ObjectNode found =
                      SdkJson.write(
                          place.taskDefinition(service.taskDefinition()).taskDefinition());
                  return Partial.of(found, untagged(plan.taskDefinition()));
                })
            .orElse(null);
    JsonNode service =
        live.map(found -> Partial.of(SdkJson.write(found), untagged(plan.service()))).orElse(null);
    List<Difference> differences = new ArrayList<>();
    differences.addAll(FieldDiff.of(plan.taskId(), task, untagged(plan.taskDefinition())));
    differences.addAll(
        FieldDiff.of(plan.serviceId(), service, comparable(plan.service(), service)));
    return differences;
  }

  private static JsonNode untagged(JsonNode json) {
    ObjectNode plain = ((ObjectNode) json).deepCopy();
    plain.remove("tags");
    return plain;
  }

  /** Without what ECS takes but does not tell. */
  private static JsonNode comparable(JsonNode wanted, @Nullable JsonNode live) {
    JsonNode plain = untagged(wanted);
    return live == null ? plain : Partial.of(plain, live);
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    EcsPlan plan = EcsPlan.of(wanted);
    Handle known = Json.convert(handle, Handle.class);
    EcsService place = place(known.cluster(), known.service());
    String arn = known.taskDefinition();
    if (arn == null) {
      return;
    }
    if (place.find().isPresent()) {
      place.update(plan.service(), arn);
    } else {
      place.create(plan.service(), arn, tags(plan.scope()).subList(0, 2));
    }
  }

  @Override
  public void scale(JsonNode handle, int replicas) {
    place(handle).scale(replicas);
  }

  @Override
  public void delete(JsonNode handle) {
    EcsService place = place(handle);
    if (place.find().isPresent()) {
      place.delete();
    }
  }

  @Override
  public String tail(JsonNode handle) {
    EcsService place = place(handle);
    return place.find().isPresent() ? EcsHealth.ended(place) : "";
  }
}
