package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one event tells of the graph. */
record Facts(List<Node> nodes, List<Edge> edges, @Nullable Change change) {
  Facts {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /** A thing, and its state when the event tells it. */
  record Node(NodeRef ref, @Nullable String state) {}

  /** One thing and another one. */
  record Edge(NodeRef from, String relation, NodeRef to) {}

  /** What happened to a thing. */
  record Change(
      String kind,
      NodeRef subject,
      @Nullable UUID applicationId,
      @Nullable String environment,
      String title,
      @Nullable String author,
      @Nullable String commit,
      @Nullable Money cost) {}
}
