package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Copies of the Deployments that run a new image, with the configuration that they read, to run
 * beside the stable ones. What else the revision changes waits for its promotion.
 */
final class CanaryCopy {
  static final String SUFFIX = "-canary";
  static final String ROLE = "dev.hexad/role";
  private static final int LONGEST_NAME = 63;
  private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers");

  private final List<Manifest> wanted;
  private final List<Manifest> stable;
  private final TrafficShare share;
  private final List<Manifest> workloads;
  private final Set<String> configuration = new HashSet<>();

  private CanaryCopy(
      List<Manifest> wanted, List<Manifest> stable, TrafficShare share, String image) {
    this.wanted = wanted;
    this.stable = stable;
    this.share = share;
    this.workloads = wanted.stream().filter(manifest -> runs(manifest, image)).toList();
  }

  /**
   * What runs beside.
   *
   * @param stable manifests of the stable revision, whose routes send a share to the copies
   * @param image as the manifests name it, with its digest
   * @throws HexadException when no Deployment runs the image
   */
  static List<Manifest> of(
      List<Manifest> wanted, List<Manifest> stable, TrafficShare share, String image) {
    var copy = new CanaryCopy(wanted, stable, share, image);
    if (copy.workloads.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "A canary on Kubernetes needs a Deployment that runs the image; there is none in the"
              + " manifests. Leave the strategy out.");
    }
    return copy.manifests();
  }

  static String renamed(String name) {
    int most = LONGEST_NAME - SUFFIX.length();
    return (name.length() > most ? name.substring(0, most) : name) + SUFFIX;
  }

  /** Whether it is a Deployment with a container of this image. */
  static boolean runs(Manifest manifest, String image) {
    JsonNode pod = manifest.tree().at("/spec/template/spec");
    return manifest.kind().equals("Deployment")
        && CONTAINER_LISTS.stream()
            .flatMap(list -> pod.path(list).valueStream())
            .anyMatch(container -> container.path("image").asString("").equals(image));
  }

  private List<Manifest> manifests() {
    List<Manifest> copies = new ArrayList<>();
    wanted.stream().filter(CanaryCopy::comesBefore).forEach(m -> copies.add(kept(m)));
    for (Manifest workload : workloads) {
      configuration.addAll(PodConfiguration.named(workload.tree().at("/spec/template/spec")));
    }
    configuration.retainAll(
        wanted.stream().map(m -> PodConfiguration.key(m.kind(), m.name())).toList());
    List<Manifest> services = share.services(wanted, workloads);
    wanted.stream()
        .filter(m -> configuration.contains(PodConfiguration.key(m.kind(), m.name())))
        .forEach(m -> copies.add(copy(m)));
    services.forEach(service -> copies.add(service(service)));
    workloads.forEach(workload -> copies.add(workload(workload, services)));
    copies.addAll(share.routes(stable, services));
    return copies;
  }

  private static boolean comesBefore(Manifest manifest) {
    return Hook.of(manifest).filter(hook -> hook.moment() == Hook.Moment.BEFORE).isPresent();
  }

  /** A hook that has run for the canary must be there at its promotion, or it would run again. */
  private static Manifest kept(Manifest hook) {
    ObjectNode tree = hook.tree().deepCopy();
    if (tree.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      Hook.REMOVALS.forEach(annotations::remove);
    }
    return new Manifest(hook.where(), tree);
  }

  static Manifest copy(Manifest manifest) {
    ObjectNode tree = manifest.tree().deepCopy();
    ObjectNode meta = tree.withObject("/metadata");
    meta.put("name", renamed(manifest.name()));
    meta.withObject("labels").put(ROLE, "canary");
    return new Manifest(manifest.where(), tree);
  }

  private static Manifest service(Manifest service) {
    Manifest copy = copy(service);
    ObjectNode spec = copy.tree().withObject("/spec");
    spec.remove(List.of("clusterIP", "clusterIPs", "externalIPs", "loadBalancerIP"));
    spec.put("type", "ClusterIP");
    spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
    ObjectNode selector = spec.withObject("/selector");
    selector.properties().stream()
        .toList()
        .forEach(label -> selector.put(label.getKey(), renamed(label.getValue().asString(""))));
    return copy;
  }

  private Manifest workload(Manifest workload, List<Manifest> services) {
    Manifest copy = copy(workload);
    ObjectNode spec = copy.tree().withObject("/spec");
    spec.put("replicas", share.replicas(spec.path("replicas").asInt(1)));
    ObjectNode labels = spec.withObject("/template/metadata/labels");
    ObjectNode selector = spec.withObject("/selector/matchLabels");
    moved(labels, services)
        .forEach((key, value) -> {
          labels.put(key, value);
          if (selector.has(key)) {
            selector.put(key, value);
          }
        });
    labels.put(ROLE, "canary");
    selector.put(ROLE, "canary");
    PodConfiguration.rename(spec.at("/template/spec"), configuration);
    return copy;
  }

  /** Labels by which only the copied services find the pods. */
  private static Map<String, String> moved(ObjectNode labels, List<Manifest> services) {
    Map<String, String> moved = new HashMap<>();
    for (Manifest service : services) {
      service
          .tree()
          .at("/spec/selector")
          .propertyNames()
          .forEach(key -> moved.put(key, renamed(labels.path(key).asString(""))));
    }
    return moved;
  }
}
