package dev.hexad.cd.target.kubernetes;

import dev.hexad.cd.target.Revision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives the Deployments that run the image the shape in which the revision takes over. A canary has
 * a shape of its own, which comes and goes beside this one.
 */
final class RolloutShape {
  /** Tells the pods of one revision from those of another. */
  static final String SLOT = "dev.hexad/slot";

  private static final int LONGEST_NAME = 63;

  private final List<Manifest> manifests;
  private final Revision revision;

  private RolloutShape(List<Manifest> manifests, Revision revision) {
    this.manifests = manifests;
    this.revision = revision;
  }

  /** Changes the manifests. */
  static void give(List<Manifest> manifests, Revision revision) {
    var shape = new RolloutShape(manifests, revision);
    switch (revision.strategy()) {
      case REPLACE, CANARY -> {
        // As the manifests say.
      }
      case ROLLING -> shape.workloads().forEach(RolloutShape::rolling);
      case RECREATE -> shape.workloads().forEach(RolloutShape::recreated);
      case BLUE_GREEN -> shape.apart();
    }
  }

  private List<Manifest> workloads() {
    String image = revision.image().pinned();
    return manifests.stream().filter(manifest -> CanaryCopy.runs(manifest, image)).toList();
  }

  private static void rolling(Manifest workload) {
    ObjectNode strategy = workload.tree().withObject("/spec").withObject("strategy");
    strategy.put("type", "RollingUpdate");
  }

  private static void recreated(Manifest workload) {
    // What the API server has filled in for another type would be refused with this one.
    workload
        .tree()
        .withObject("/spec")
        .putObject("strategy")
        .put("type", "Recreate")
        .putNull("rollingUpdate");
  }

  /**
   * Workloads get names of their own, so that they come beside the old ones; the Services follow
   * when those are healthy, and the old ones go because nobody names them any more.
   */
  private void apart() {
    List<Manifest> workloads = workloads();
    String slot = Integer.toString(revision.number());
    int last = manifests.stream().mapToInt(ApplyOrder::phase).max().orElse(0);
    List<Manifest> services =
        manifests.stream()
            .filter(manifest -> manifest.kind().equals("Service"))
            .filter(service -> workloads.stream().anyMatch(w -> TrafficShare.selects(service, w)))
            .toList();
    for (Manifest service : services) {
      service.tree().withObject("/spec/selector").put(SLOT, slot);
      service
          .tree()
          .withObject("/metadata")
          .withObject("annotations")
          .put(ApplyOrder.PHASE, Integer.toString(last + 1));
    }
    Map<String, String> renamed =
        workloads.stream().collect(Collectors.toMap(Manifest::name, this::named));
    pointTo(renamed);
    for (Manifest workload : workloads) {
      workload.tree().withObject("/metadata").put("name", renamed.get(workload.name()));
      ObjectNode spec = workload.tree().withObject("/spec");
      spec.withObject("/selector/matchLabels").put(SLOT, slot);
      spec.withObject("/template/metadata/labels").put(SLOT, slot);
    }
  }

  private String named(Manifest workload) {
    String suffix = "-r" + revision.number();
    int most = LONGEST_NAME - suffix.length();
    String name = workload.name();
    return (name.length() > most ? name.substring(0, most) : name) + suffix;
  }

  /** Autoscalers name their workload. */
  private void pointTo(Map<String, String> renamed) {
    for (Manifest manifest : manifests) {
      JsonNode target = manifest.tree().at("/spec/scaleTargetRef");
      String name = renamed.get(target.path("name").asString(""));
      if (target instanceof ObjectNode fields
          && name != null
          && fields.path("kind").asString("").equals("Deployment")) {
        fields.put("name", name);
      }
    }
  }
}
