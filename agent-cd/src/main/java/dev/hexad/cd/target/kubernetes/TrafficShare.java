package dev.hexad.cd.target.kubernetes;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a share of requests comes to a canary.
 *
 * @param percent 1 to 99
 */
record TrafficShare(Way way, int percent) {
  private static final String NGINX = "nginx.ingress.kubernetes.io/";
  private static final String INGRESS_CLASS = "kubernetes.io/ingress.class";

  /** Says that a route of the stable revision sends a share elsewhere; never pruned meanwhile. */
  static final String BORROWED = "dev.hexad/canary-route";

  /** Nobody is sent to a canary before it is healthy. */
  private static final String LAST_PHASE = Integer.toString(Integer.MAX_VALUE);

  /** By whom requests are shared out. */
  enum Way {
    /** The Services of the stable revision, by the number of pods. */
    REPLICAS,
    /** A second Ingress that ingress-nginx reads as the canary of the first. */
    NGINX,
    /** The weights of an HTTPRoute. */
    GATEWAY;

    static Way named(String name) {
      try {
        return valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new HexadException(
            ProblemType.INVALID,
            "traffic is one of replicas, nginx and gateway, not '" + name + "'.",
            e);
      }
    }
  }

  /**
   * @param name of the way, null for what fits the manifests
   */
  static TrafficShare of(@Nullable String name, List<Manifest> stable, int percent) {
    if (name != null) {
      return new TrafficShare(Way.named(name), percent);
    }
    if (stable.stream().anyMatch(TrafficShare::isRoute)) {
      return new TrafficShare(Way.GATEWAY, percent);
    }
    return new TrafficShare(
        stable.stream().anyMatch(TrafficShare::isNginx) ? Way.NGINX : Way.REPLICAS, percent);
  }

  private static boolean isRoute(Manifest manifest) {
    return manifest.kind().equals("HTTPRoute")
        && manifest.group().equals("gateway.networking.k8s.io");
  }

  private static boolean isNginx(Manifest manifest) {
    String known = manifest.tree().at("/spec/ingressClassName").asString("");
    return isIngress(manifest)
        && (known.isEmpty() ? manifest.annotation(INGRESS_CLASS) : known).equals("nginx");
  }

  private static boolean isIngress(Manifest manifest) {
    return manifest.kind().equals("Ingress");
  }

  /** Pods of the canary beside those of the stable revision. */
  int replicas(int stable) {
    double needed =
        way == Way.REPLICAS ? stable * percent / (100.0 - percent) : stable * percent / 100.0;
    return Math.max(1, (int) Math.round(needed));
  }

  /** Those that need a copy, so that requests can be told apart. */
  List<Manifest> services(List<Manifest> wanted, List<Manifest> workloads) {
    if (way == Way.REPLICAS) {
      return List.of();
    }
    Set<String> routed = new HashSet<>();
    wanted.stream()
        .filter(way == Way.NGINX ? TrafficShare::isIngress : TrafficShare::isRoute)
        .forEach(route -> routed.addAll(backends(route.tree())));
    List<Manifest> found =
        wanted.stream()
            .filter(manifest -> manifest.kind().equals("Service"))
            .filter(service -> routed.contains(service.name()))
            .filter(service -> workloads.stream().anyMatch(w -> selects(service, w)))
            .toList();
    if (found.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "No %s in the manifests sends requests to a Service of the new image; say traffic: replicas."
              .formatted(way == Way.NGINX ? "Ingress" : "HTTPRoute"));
    }
    return found;
  }

  static boolean selects(Manifest service, Manifest workload) {
    JsonNode labels = workload.tree().at("/spec/template/metadata/labels");
    JsonNode selector = service.tree().at("/spec/selector");
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(label -> labels.path(label.getKey()).equals(label.getValue()));
  }

  private Set<String> backends(JsonNode route) {
    if (way == Way.NGINX) {
      return route.findValues("service").stream()
          .map(service -> service.path("name").asString(""))
          .collect(Collectors.toSet());
    }
    return route.findValues("backendRefs").stream()
        .flatMap(JsonNode::valueStream)
        .map(backend -> backend.path("name").asString(""))
        .collect(Collectors.toSet());
  }

  /** What sends the share to the copies of the services. */
  List<Manifest> routes(List<Manifest> stable, List<Manifest> services) {
    Set<String> copied = services.stream().map(Manifest::name).collect(Collectors.toSet());
    List<Manifest> routes = new ArrayList<>();
    for (Manifest manifest : stable) {
      if (way == Way.NGINX && isIngress(manifest) && touches(manifest, copied)) {
        routes.add(ingress(manifest, copied));
      } else if (way == Way.GATEWAY && isRoute(manifest) && touches(manifest, copied)) {
        routes.add(weighted(manifest, copied));
      }
    }
    return routes;
  }

  private boolean touches(Manifest route, Set<String> services) {
    return backends(route.tree()).stream().anyMatch(services::contains);
  }

  private Manifest ingress(Manifest stable, Set<String> copied) {
    Manifest canary = CanaryCopy.copy(stable);
    ObjectNode notes = canary.tree().withObject("/metadata").withObject("annotations");
    notes.put(ApplyOrder.PHASE, LAST_PHASE);
    notes.put(NGINX + "canary", "true");
    notes.put(NGINX + "canary-weight", Integer.toString(percent));
    for (JsonNode service : canary.tree().findValues("service")) {
      String name = service.path("name").asString("");
      if (copied.contains(name)) {
        ((ObjectNode) service).put("name", CanaryCopy.renamed(name));
      }
    }
    return canary;
  }

  private Manifest weighted(Manifest stable, Set<String> copied) {
    ObjectNode tree = stable.tree().deepCopy();
    tree.withObject("/metadata")
        .withObject("annotations")
        .put(BORROWED, "true")
        .put(ApplyOrder.PHASE, LAST_PHASE);
    for (JsonNode backends : tree.findValues("backendRefs")) {
      share((ArrayNode) backends, copied);
    }
    return new Manifest(stable.where(), tree);
  }

  private void share(ArrayNode backends, Set<String> copied) {
    List<JsonNode> known = backends.valueStream().toList();
    if (known.stream().noneMatch(backend -> copied.contains(name(backend)))) {
      return;
    }
    for (JsonNode backend : known) {
      int weight = backend.path("weight").asInt(1);
      boolean split = copied.contains(name(backend));
      ((ObjectNode) backend).put("weight", weight * (split ? 100 - percent : 100));
      if (split) {
        ObjectNode canary = ((ObjectNode) backend).deepCopy();
        canary.put("name", CanaryCopy.renamed(name(backend))).put("weight", weight * percent);
        backends.add(canary);
      }
    }
  }

  private static String name(JsonNode backend) {
    return backend.path("name").asString("");
  }

  static boolean isBorrowed(ObjectNode live) {
    return live.path("metadata").path("annotations").has(BORROWED);
  }

  /** The routes that are split, as they were. */
  static List<ObjectNode> borrowed(List<Manifest> stable, List<Manifest> canary) {
    Set<String> changed =
        canary.stream()
            .filter(manifest -> !manifest.annotation(BORROWED).isEmpty())
            .map(Manifest::id)
            .collect(Collectors.toSet());
    return stable.stream()
        .filter(manifest -> changed.contains(manifest.id()))
        .map(Manifest::tree)
        .toList();
  }
}
