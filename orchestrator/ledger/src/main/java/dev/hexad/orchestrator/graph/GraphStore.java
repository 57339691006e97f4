package dev.hexad.orchestrator.graph;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the graph, many rows with one statement. */
@Component
final class GraphStore {
  private final JdbcClient jdbc;

  GraphStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void write(GraphBatch batch) {
    // Always in the same order, so that two writers never wait for each other in a circle.
    nodes(batch.nodes());
    edges(batch.edges());
    changes(batch.changes());
  }

  private void nodes(Map<GraphBatch.NodeKey, GraphBatch.Node> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    var all = List.copyOf(nodes.entrySet());
    jdbc.sql(
            """
            insert into graph_node
              (tenant, kind, key, name, state, state_at, first_seen, last_seen)
            select tenant, kind, key, name, state, state_at::timestamptz, first_seen::timestamptz,
              last_seen::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as n(tenant, kind, key, name, state, state_at, first_seen, last_seen)
            on conflict (tenant, kind, key) do update set
              name = case when excluded.name = '' then graph_node.name else excluded.name end,
              state = case when excluded.state_at >= coalesce(graph_node.state_at, '-infinity')
                then excluded.state else graph_node.state end,
              state_at = greatest(graph_node.state_at, excluded.state_at),
              first_seen = least(graph_node.first_seen, excluded.first_seen),
              last_seen = greatest(graph_node.last_seen, excluded.last_seen)
            """)
        .param(column(all, e -> e.getKey().tenant()))
        .param(column(all, e -> e.getKey().kind()))
        .param(column(all, e -> e.getKey().key()))
        .param(column(all, e -> e.getValue().name()))
        .param(column(all, e -> e.getValue().state()))
        .param(column(all, e -> e.getValue().stateAt()))
        .param(column(all, e -> e.getValue().firstSeen()))
        .param(column(all, e -> e.getValue().lastSeen()))
        .update();
  }

  private void edges(Map<GraphBatch.EdgeKey, GraphBatch.Edge> edges) {
    if (edges.isEmpty()) {
      return;
    }
    var all = List.copyOf(edges.entrySet());
    jdbc.sql(
            """
            insert into graph_edge
              (tenant, from_kind, from_key, relation, to_kind, to_key, since, sequence)
            select tenant, from_kind, from_key, relation, to_kind, to_key, since::timestamptz,
              sequence::bigint
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as e(tenant, from_kind, from_key, relation, to_kind, to_key, since, sequence)
            on conflict (tenant, from_kind, from_key, relation, to_kind, to_key) do update set
              since = least(graph_edge.since, excluded.since),
              sequence = least(graph_edge.sequence, excluded.sequence)
            where excluded.since < graph_edge.since or excluded.sequence < graph_edge.sequence
            """)
        .param(column(all, e -> e.getKey().from().tenant()))
        .param(column(all, e -> e.getKey().from().kind()))
        .param(column(all, e -> e.getKey().from().key()))
        .param(column(all, e -> e.getKey().relation()))
        .param(column(all, e -> e.getKey().to().kind()))
        .param(column(all, e -> e.getKey().to().key()))
        .param(column(all, e -> e.getValue().since()))
        .param(column(all, e -> e.getValue().sequence()))
        .update();
  }

  private void changes(List<GraphBatch.Change> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into graph_change (sequence, event_id, tenant, at, early, run_id, kind,
              subject_kind, subject_key, application_id, environment, title, author, commit_id,
              amount, currency)
            select sequence::bigint, event_id::uuid, tenant, at::timestamptz, early::boolean,
              run_id::uuid, kind, subject_kind, subject_key, application_id::uuid, environment,
              title, author, commit_id, amount::numeric, currency
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as c(sequence, event_id, tenant, at, early, run_id, kind, subject_kind, subject_key,
                application_id, environment, title, author, commit_id, amount, currency)
            on conflict (sequence) do nothing
            """)
        .param(column(all, c -> c.origin().sequence()))
        .param(column(all, c -> c.origin().eventId()))
        .param(column(all, c -> c.origin().tenant()))
        .param(column(all, c -> c.origin().at()))
        .param(column(all, c -> c.origin().early()))
        .param(column(all, c -> c.origin().correlation()))
        .param(column(all, c -> c.change().kind()))
        .param(column(all, c -> c.change().subject().kind().name()))
        .param(column(all, c -> c.change().subject().key()))
        .param(column(all, c -> c.change().applicationId()))
        .param(column(all, c -> c.change().environment()))
        .param(column(all, c -> c.change().title()))
        .param(column(all, c -> c.change().author()))
        .param(column(all, c -> c.change().commit()))
        .param(column(all, c -> c.change().cost() == null ? null : c.change().cost().amount()))
        .param(column(all, c -> c.change().cost() == null ? null : c.change().cost().currency()))
        .update();
  }

  void refuse(long sequence, String tenant, String type, String reason) {
    jdbc.sql(
            """
            insert into graph_refusal (sequence, tenant, type, reason) values (?, ?, ?, ?)
            on conflict do nothing
            """)
        .params(sequence, tenant, type, reason)
        .update();
  }

  /** Empties the graph; the ledger stays. */
  void clear() {
    jdbc.sql("truncate graph_node, graph_edge, graph_change, graph_refusal").update();
  }

  private static <T> @Nullable String[] column(
      Collection<T> all, Function<T, @Nullable Object> value) {
    return all.stream()
        .map(value)
        .map(found -> Objects.toString(found, null))
        .toArray(String[]::new);
  }
}
