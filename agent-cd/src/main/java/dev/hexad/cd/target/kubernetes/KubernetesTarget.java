package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Difference;
import dev.hexad.cd.target.Observation;
import dev.hexad.cd.target.Orphan;
import dev.hexad.cd.target.Rendered;
import dev.hexad.cd.target.Revision;
import dev.hexad.cd.target.Sources;
import dev.hexad.cd.target.SplittingTarget;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.OutboundGuard;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies the manifests of a commit to a cluster. */
@Component
final class KubernetesTarget implements SplittingTarget {
  /** Questions to an API server at a time, for one deployment. */
  private static final int AT_ONCE = 8;

  private static final String SCOPE = "scope";
  private static final Set<String> SCALED = Set.of("Deployment", "StatefulSet", "ReplicaSet");

  private final Clusters clusters;
  private final ManifestSource source;

  KubernetesTarget(Clusters clusters, OutboundGuard guard) {
    this.clusters = clusters;
    this.source = new ManifestSource(guard);
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public Availability availability() {
    return clusters.none()
        ? new Availability.Unavailable("the CD agent's configuration has no cluster")
        : new Availability.Available("Kubernetes");
  }

  @Override
  public Takeover takeover() {
    return Takeover.IN_PLACE;
  }

  @Override
  public Set<Strategy> strategies() {
    return EnumSet.allOf(Strategy.class);
  }

  @Override
  public Rendered render(Revision revision, Sources sources) throws Exception {
    KubernetesSettings settings = KubernetesSettings.of(revision.settings());
    String cluster = clusters.name(settings.cluster());
    Clusters.Access access = clusters.of(cluster);
    String own = settings.namespace();
    String namespace = own == null ? access.namespace() : own;
    String release = settings.release();
    var place =
        new Chart.Place(
            release == null ? revision.application() : release,
            namespace,
            access.api().gitVersion());
    List<Manifest> manifests =
        source.read(sources.folder(), settings, place).stream()
            .filter(manifest ->
                Hook.of(manifest).filter(h -> h.moment() == Hook.Moment.NEVER).isEmpty())
            .toList();
    if (settings.makesNamespace()) {
      manifests = Stream.concat(Stream.of(namespace(namespace)), manifests.stream()).toList();
    }
    Images.set(manifests, revision.image(), revision.env());
    manifests.forEach(ApplyOrder::phase);
    RolloutShape.give(manifests, revision);
    var scope =
        new Scope(
            cluster,
            namespace,
            revision.applicationId().toString(),
            revision.environment(),
            settings.forces(),
            settings.prunesAll(),
            null);
    return rendered(scope, manifests, revision);
  }

  private static Manifest namespace(String name) {
    ObjectNode tree = Json.mapper().createObjectNode();
    ObjectNode meta = tree.put("apiVersion", "v1").put("kind", "Namespace").putObject("metadata");
    meta.put("name", name).putObject("annotations").put(Ownership.OWNED, "true");
    return new Manifest("createNamespace", tree);
  }

  private static Rendered rendered(Scope scope, List<Manifest> manifests, Revision revision) {
    List<Rendered.Item> items = new ArrayList<>();
    items.add(new Rendered.Item(SCOPE, Json.tree(scope)));
    for (Manifest manifest : manifests) {
      Ownership.mark(manifest.tree(), revision);
      items.add(new Rendered.Item(manifest.id(), manifest.tree()));
    }
    return new Rendered(items);
  }

  @Override
  public Rendered beside(Revision revision, Rendered wanted, Rendered stable, int percent) {
    Scope scope = scope(wanted);
    List<Manifest> before = manifests(stable);
    var share =
        TrafficShare.of(KubernetesSettings.of(revision.settings()).traffic(), before, percent);
    List<Manifest> canary =
        CanaryCopy.of(manifests(wanted), before, share, revision.image().pinned());
    var split =
        new Split(revision.deploymentId().toString(), TrafficShare.borrowed(before, canary));
    return rendered(scope.beside(split), canary, revision);
  }

  @Override
  public JsonNode together(JsonNode stable, JsonNode beside) {
    Placement both =
        Json.convert(stable, Placement.class).and(Json.convert(beside, Placement.class).all());
    return Json.tree(both);
  }

  private static Scope scope(Rendered rendered) {
    return Json.convert(rendered.items().getFirst().content(), Scope.class);
  }

  private static List<Manifest> manifests(Rendered rendered) {
    return rendered.items().stream()
        .skip(1)
        .map(item -> new Manifest(item.id(), ((ObjectNode) item.content()).deepCopy()))
        .toList();
  }

  @Override
  public Placed deploy(Revision revision, Rendered rendered, Progress progress)
      throws InterruptedException {
    Scope scope = scope(rendered);
    List<Manifest> manifests = manifests(rendered);
    Placement placement =
        new Applier(clusters.of(scope.cluster()), scope, progress).apply(manifests);
    return new Placed(Json.tree(placement), address(manifests).orElse(null));
  }

  /** The first host that an Ingress names. */
  private static Optional<URI> address(List<Manifest> manifests) {
    return manifests.stream()
        .filter(manifest -> manifest.kind().equals("Ingress"))
        .flatMap(manifest -> {
          boolean secure = !manifest.tree().at("/spec/tls").isEmpty();
          return manifest
              .tree()
              .at("/spec/rules")
              .valueStream()
              .map(rule -> rule.path("host").asString(""))
              .filter(host -> !host.isEmpty() && !host.contains("*"))
              .map(host -> URI.create((secure ? "https://" : "http://") + host));
        })
        .findFirst();
  }

  @Override
  public Observation observe(JsonNode handle) {
    Placement placement = Json.convert(handle, Placement.class);
    return tree(placement).observe(placement.inventory());
  }

  @Override
  public List<Difference> diff(Rendered wanted, @Nullable JsonNode handle) {
    Scope scope = scope(wanted);
    KubeApi api = clusters.of(scope.cluster()).api();
    Map<Manifest, ObjectRef> places = Applier.locate(api, scope.namespace(), manifests(wanted));
    List<Difference> differences =
        new ArrayList<>(
            places.entrySet().stream()
                .gather(
                    Gatherers.mapConcurrent(
                        AT_ONCE, place -> changes(api, place.getKey(), place.getValue())))
                .flatMap(List::stream)
                .toList());
    Set<String> ids = places.values().stream().map(ObjectRef::id).collect(Collectors.toSet());
    if (handle != null) {
      for (ObjectRef old : Json.convert(handle, Placement.class).inventory()) {
        if (!ids.contains(old.id())) {
          api.get(old).ifPresent(live -> differences.addAll(Changes.of(old.id(), live, null)));
        }
      }
    }
    return differences;
  }

  private static List<Difference> changes(KubeApi api, Manifest manifest, ObjectRef place) {
    // Hooks run in each deployment, whether they have changed or not.
    if (Hook.of(manifest).isPresent()) {
      return List.of();
    }
    ObjectNode live = api.get(place).orElse(null);
    // A canary has borrowed it and gives it back.
    if (live != null && TrafficShare.isBorrowed(live)) {
      return List.of();
    }
    ObjectNode next =
        Optional.ofNullable(live)
            .flatMap(there -> Applier.dry(api, manifest, place, true))
            .orElseGet(() -> Applier.tree(manifest, place));
    return Changes.of(place.id(), live, next);
  }

  @Override
  public void heal(Rendered wanted, JsonNode handle) {
    Scope scope = scope(wanted);
    KubeApi api = clusters.of(scope.cluster()).api();
    List<Manifest> manifests = manifests(wanted);
    Map<Manifest, ObjectRef> places = Applier.locate(api, scope.namespace(), manifests);
    for (ApplyOrder.Step step : ApplyOrder.steps(manifests)) {
      for (Manifest manifest : step.manifests()) {
        ObjectRef place = places.get(manifest);
        boolean borrowed =
            place != null && api.get(place).filter(TrafficShare::isBorrowed).isPresent();
        if (place != null && !step.hooks() && !borrowed) {
          api.apply(place, Applier.tree(manifest, place), true, false);
        }
      }
    }
  }

  @Override
  public void scale(JsonNode handle, int replicas) {
    Placement placement = Json.convert(handle, Placement.class);
    List<ObjectRef> workloads =
        placement.inventory().stream().filter(ref -> SCALED.contains(ref.kind())).toList();
    if (workloads.size() != 1) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target 'kubernetes' scales deployments with one workload; this one has "
              + workloads.size()
              + ".");
    }
    ObjectNode fields = Json.mapper().createObjectNode();
    fields.putObject("spec").put("replicas", replicas);
    clusters
        .of(placement.cluster())
        .api()
        .patch(workloads.getFirst(), fields, KubeApi.MANAGER + "-scale");
  }

  @Override
  public List<Orphan> orphans(JsonNode handle) {
    Placement placement = Json.convert(handle, Placement.class);
    return new Orphans(clusters.of(placement.cluster()).api(), placement).find();
  }

  @Override
  public void delete(JsonNode handle) {
    Placement placement = Json.convert(handle, Placement.class);
    KubeApi api = clusters.of(placement.cluster()).api();
    Split split = placement.split();
    List<ObjectRef> returned = split == null ? List.of() : giveBack(api, placement, split);
    for (ObjectRef ref : placement.all().reversed()) {
      boolean ours =
          !returned.contains(ref)
              && api.get(ref)
                  .filter(live ->
                      Ownership.ours(live, placement.application(), placement.environment()))
                  .filter(live -> split == null || Ownership.of(live, split.deployment()))
                  .isPresent();
      if (ours) {
        api.delete(ref);
      }
    }
  }

  /** All requests go to the stable revision again before what ran beside it goes. */
  private static List<ObjectRef> giveBack(KubeApi api, Placement placement, Split split) {
    List<ObjectRef> returned = new ArrayList<>();
    for (ObjectNode before : split.returns()) {
      var manifest = new Manifest("", before);
      placement.inventory().stream()
          .filter(manifest::standsAt)
          .forEach(ref -> {
            returned.add(ref);
            if (api.get(ref).filter(live -> Ownership.of(live, split.deployment())).isPresent()) {
              api.apply(ref, Applier.tree(manifest, ref), true, false);
            }
          });
    }
    return returned;
  }

  @Override
  public String tail(JsonNode handle) {
    Placement placement = Json.convert(handle, Placement.class);
    return tree(placement).tail(placement.inventory());
  }

  private ResourceTree tree(Placement placement) {
    Clusters.Access access = clusters.of(placement.cluster());
    return new ResourceTree(access.api(), access.health());
  }
}
