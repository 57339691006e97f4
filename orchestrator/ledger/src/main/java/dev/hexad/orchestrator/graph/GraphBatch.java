package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.NodeRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts of many events, each thing once: what is earliest, latest and newest does not depend on
 * the order in which the events are added.
 */
final class GraphBatch {
  /** Clocks may differ by this much; what is further ahead is taken as of when it was recorded. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Map<NodeKey, Node> nodes = new LinkedHashMap<>();
  private final Map<EdgeKey, Edge> edges = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /** Where an event stands, and when it happened by its own word. */
  record Origin(
      long sequence,
      UUID eventId,
      String tenant,
      Instant time,
      Instant recordedAt,
      UUID correlation) {
    boolean early() {
      return time.isAfter(recordedAt.plus(SKEW));
    }

    Instant at() {
      return early() ? recordedAt : time;
    }
  }

  record NodeKey(String tenant, String kind, String key) {
    static NodeKey of(String tenant, NodeRef ref) {
      return new NodeKey(tenant, ref.kind().name(), ref.key());
    }
  }

  record EdgeKey(NodeKey from, String relation, NodeKey to) {}

  record Node(
      String name,
      @Nullable String state,
      @Nullable Instant stateAt,
      Instant firstSeen,
      Instant lastSeen) {
    Node with(Node other) {
      boolean newer =
          other.stateAt != null && (stateAt == null || !other.stateAt.isBefore(stateAt));
      return new Node(
          other.name.isEmpty() ? name : other.name,
          newer ? other.state : state,
          newer ? other.stateAt : stateAt,
          other.firstSeen.isBefore(firstSeen) ? other.firstSeen : firstSeen,
          other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen);
    }
  }

  record Edge(Instant since, long sequence) {
    Edge with(Edge other) {
      return new Edge(
          other.since.isBefore(since) ? other.since : since, Math.min(sequence, other.sequence));
    }
  }

  record Change(Origin origin, Facts.Change change) {}

  void add(Origin origin, Facts facts) {
    Instant at = origin.at();
    for (Facts.Node node : facts.nodes()) {
      String name = node.ref().name() == null ? "" : node.ref().name();
      nodes.merge(
          NodeKey.of(origin.tenant(), node.ref()),
          new Node(name, node.state(), node.state() == null ? null : at, at, at),
          Node::with);
    }
    for (Facts.Edge edge : facts.edges()) {
      edges.merge(
          new EdgeKey(
              NodeKey.of(origin.tenant(), edge.from()),
              edge.relation(),
              NodeKey.of(origin.tenant(), edge.to())),
          new Edge(at, origin.sequence()),
          Edge::with);
    }
    Facts.Change change = facts.change();
    if (change != null) {
      changes.add(new Change(origin, change));
    }
  }

  Map<NodeKey, Node> nodes() {
    return nodes;
  }

  Map<EdgeKey, Edge> edges() {
    return edges;
  }

  List<Change> changes() {
    return changes;
  }
}
