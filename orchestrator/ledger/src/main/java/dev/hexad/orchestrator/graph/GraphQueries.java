package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers from the graph, all of one tenant. */
@Component
public class GraphQueries {
  private static final int MOST_NODES = 500;
  private static final int MOST_CANDIDATES = 500;

  private final JdbcClient jdbc;

  GraphQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A thing as the API shows it. */
  record NodeView(
      String kind,
      String key,
      String name,
      @Nullable String state,
      Instant firstSeen,
      Instant lastSeen) {}

  /** A link as the API shows it; {@code sequence} is the event that told it first. */
  record EdgeView(
      String fromKind,
      String fromKey,
      String relation,
      String toKind,
      String toKey,
      Instant since,
      long sequence) {}

  /** Things and the links between them. */
  record Subgraph(List<NodeView> nodes, List<EdgeView> edges, boolean complete) {}

  /** Something that happened. */
  record ChangeView(
      long sequence,
      UUID eventId,
      Instant at,
      String kind,
      String subjectKind,
      String subjectKey,
      @Nullable UUID applicationId,
      @Nullable String environment,
      String title,
      @Nullable String author,
      @Nullable String commit,
      @Nullable UUID runId,
      boolean early,
      @Nullable BigDecimal amount,
      @Nullable String currency) {}

  /** Which changes are wanted; absent parts do not narrow. */
  record ChangeSearch(
      @Nullable UUID applicationId,
      boolean dependencies,
      @Nullable NodeRef subject,
      @Nullable String environment,
      @Nullable String kind,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant cursorAt,
      @Nullable Long cursorSequence) {}

  /** What happened, the newest first. */
  List<ChangeView> changes(String tenant, ChangeSearch search, int limit) {
    UUID application = search.applicationId();
    UUID[] applications =
        application == null
            ? null
            : search.dependencies()
                ? distances(tenant, application).keySet().toArray(UUID[]::new)
                : new UUID[] {application};
    NodeRef subject = search.subject();
    return jdbc.sql(
            """
            select * from graph_change
            where tenant = :tenant
              and (cast(:applications as uuid[]) is null or application_id = any (:applications))
              and (cast(:subjectKind as text) is null
                or (subject_kind = :subjectKind and subject_key = :subjectKey))
              and (cast(:environment as text) is null or environment = :environment)
              and (cast(:kind as text) is null or kind = :kind)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
              and (cast(:cursorAt as timestamptz) is null or (at, sequence) < (:cursorAt, :sequence))
            order by at desc, sequence desc limit :limit
            """)
        .param("tenant", tenant)
        .param("applications", applications)
        .param("subjectKind", subject == null ? null : subject.kind().name())
        .param("subjectKey", subject == null ? null : subject.key())
        .param("environment", search.environment())
        .param("kind", search.kind())
        .param("from", time(search.from()))
        .param("to", time(search.to()))
        .param("cursorAt", time(search.cursorAt()))
        .param("sequence", search.cursorSequence())
        .param("limit", limit)
        .query(GraphQueries::change)
        .list();
  }

  NodeView node(String tenant, NodeRef ref) {
    return jdbc.sql("select * from graph_node where tenant = ? and kind = ? and key = ?")
        .params(tenant, ref.kind().name(), ref.key())
        .query(GraphQueries::node)
        .optional()
        .orElseThrow(
            () -> HexadException.notFound(ref.kind().name().toLowerCase(Locale.ROOT), ref.key()));
  }

  /** The links of a thing that were there at a time, both ways; now when it is null. */
  List<EdgeView> edges(String tenant, NodeRef ref, @Nullable Instant at) {
    return jdbc.sql(
            """
            select * from graph_edge
            where tenant = :tenant and (cast(:at as timestamptz) is null or since <= :at)
              and ((from_kind = :kind and from_key = :key) or (to_kind = :kind and to_key = :key))
            order by since, sequence limit :limit
            """)
        .param("tenant", tenant)
        .param("at", time(at))
        .param("kind", ref.kind().name())
        .param("key", ref.key())
        .param("limit", MOST_NODES)
        .query(GraphQueries::edge)
        .list();
  }

  /**
   * Everything that follows from a thing, or that it follows from.
   *
   * @param down true for what follows
   */
  Subgraph walk(String tenant, NodeRef start, boolean down, int depth) {
    node(tenant, start);
    String near = down ? "from" : "to";
    String far = down ? "to" : "from";
    // An application is in everything: a walk that went through it would reach all of its past.
    List<EdgeView> edges =
        jdbc.sql(
                """
                with recursive reached as (
                  select cast(:kind as text) as kind, cast(:key as text) as key, 0 as depth
                  union
                  select e.%2$s_kind, e.%2$s_key, r.depth + 1 from reached r
                  join graph_edge e on e.tenant = :tenant and e.%1$s_kind = r.kind
                    and e.%1$s_key = r.key
                  where r.depth < :depth
                    and (r.kind not in ('APPLICATION', 'AUTHOR', 'TEAM') or r.depth = 0)
                )
                select distinct e.* from (select distinct kind, key from reached
                  where depth < :depth and (kind not in ('APPLICATION', 'AUTHOR', 'TEAM')
                    or depth = 0)) r
                join graph_edge e on e.tenant = :tenant and e.%1$s_kind = r.kind
                  and e.%1$s_key = r.key
                order by since, sequence limit :limit
                """
                    .formatted(near, far))
            .param("tenant", tenant)
            .param("kind", start.kind().name())
            .param("key", start.key())
            .param("depth", depth)
            .param("limit", MOST_NODES + 1)
            .query(GraphQueries::edge)
            .list();
    boolean complete = edges.size() <= MOST_NODES;
    List<EdgeView> shown = complete ? edges : edges.subList(0, MOST_NODES);
    return new Subgraph(nodesOf(tenant, start, shown), shown, complete);
  }

  private List<NodeView> nodesOf(String tenant, NodeRef start, List<EdgeView> edges) {
    var kinds = new ArrayList<String>(List.of(start.kind().name()));
    var keys = new ArrayList<String>(List.of(start.key()));
    for (EdgeView edge : edges) {
      kinds.add(edge.fromKind());
      keys.add(edge.fromKey());
      kinds.add(edge.toKind());
      keys.add(edge.toKey());
    }
    return jdbc.sql(
            """
            select n.* from graph_node n
            join (select distinct kind, key from unnest(?::text[], ?::text[]) as w(kind, key)) w
              on w.kind = n.kind and w.key = n.key
            where n.tenant = ? order by n.first_seen, n.kind, n.key
            """)
        .params(kinds.toArray(String[]::new), keys.toArray(String[]::new), tenant)
        .query(GraphQueries::node)
        .list();
  }

  /** Costs that were told for any of these things, by currency. */
  Map<String, BigDecimal> costs(String tenant, List<NodeView> nodes) {
    var totals = new HashMap<String, BigDecimal>();
    jdbc.sql(
            """
            select currency, sum(amount) from graph_change c
            join unnest(?::text[], ?::text[]) as w(kind, key)
              on w.kind = c.subject_kind and w.key = c.subject_key
            where c.tenant = ? and amount is not null group by currency
            """)
        .param(nodes.stream().map(NodeView::kind).toArray(String[]::new))
        .param(nodes.stream().map(NodeView::key).toArray(String[]::new))
        .param(tenant)
        .query(rs -> {
          totals.put(rs.getString(1), rs.getBigDecimal(2));
        });
    return totals;
  }

  /** The application and what it depends on, with how far away each is. */
  Map<UUID, Integer> distances(String tenant, UUID application) {
    var distances = new HashMap<UUID, Integer>();
    jdbc.sql(
            """
            with recursive near as (
              select cast(:application as text) as key, 0 as distance
              union
              select e.to_key, n.distance + 1 from near n
              join graph_edge e on e.tenant = :tenant and e.from_kind = 'APPLICATION'
                and e.from_key = n.key and e.relation = 'depends on'
              where n.distance < 4
            )
            select key, min(distance) from near group by key
            """)
        .param("application", application)
        .param("tenant", tenant)
        .query(rs -> {
          distances.put(UUID.fromString(rs.getString(1)), rs.getInt(2));
        });
    return distances;
  }

  /**
   * What happened within a time before a signal to the application, to what it depends on, and to
   * what its runs have applied.
   */
  List<SuspectRanking.Candidate> candidates(
      String tenant, UUID application, Instant at, Duration window) {
    Map<UUID, Integer> distances = distances(tenant, application);
    return jdbc.sql(
            """
            select c.*,
              exists (select 1 from graph_edge e where e.tenant = c.tenant
                and e.to_kind = c.subject_kind and e.to_key = c.subject_key
                and e.relation = 'replaced') as went_back,
              exists (select 1 from graph_change v where v.tenant = c.tenant
                and v.application_id = c.application_id and v.kind = 'verdict-fail'
                and v.commit_id = c.commit_id and v.at >= c.at) as failed,
              exists (select 1 from graph_change v where v.tenant = c.tenant
                and v.application_id = c.application_id and v.kind = 'verdict-pass'
                and v.commit_id = c.commit_id and v.at >= c.at) as passed
            from graph_change c
            where c.tenant = :tenant and c.at > :from and c.at <= :at
              and (c.application_id = any (:applications) or c.application_id is null)
              and c.kind not in ('alert', 'alert-resolved', 'cost')
              and c.kind not like 'verdict%'
            order by c.at desc, c.sequence desc limit :limit
            """)
        .param("tenant", tenant)
        .param("from", Timestamp.from(at.minus(window)))
        .param("at", Timestamp.from(at))
        .param("applications", distances.keySet().toArray(UUID[]::new))
        .param("limit", MOST_CANDIDATES)
        .query((rs, n) -> candidate(rs, distances))
        .list();
  }

  private static SuspectRanking.Candidate candidate(ResultSet rs, Map<UUID, Integer> distances)
      throws SQLException {
    UUID application = rs.getObject("application_id", UUID.class);
    // What names no application is near all of them, but nearer to none than its dependencies.
    int distance = application == null ? 1 : distances.getOrDefault(application, 1);
    return new SuspectRanking.Candidate(
        rs.getObject("event_id", UUID.class),
        rs.getLong("sequence"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("kind"),
        rs.getString("subject_kind") + ":" + rs.getString("subject_key"),
        rs.getString("title"),
        application,
        rs.getString("environment"),
        rs.getString("author"),
        rs.getString("commit_id"),
        rs.getObject("run_id", UUID.class),
        distance,
        rs.getBoolean("went_back"),
        rs.getBoolean("failed"),
        rs.getBoolean("passed"));
  }

  /** What was the last deployment of each environment, and what fired, at a time. */
  record State(Instant at, List<ChangeView> deployments, List<ChangeView> firing) {}

  State state(String tenant, UUID application, Instant at) {
    List<ChangeView> deployments =
        jdbc.sql(
                """
                select distinct on (environment) * from graph_change
                where tenant = ? and application_id = ? and at <= ?
                  and kind in ('deployment', 'deployment-stable')
                order by environment, at desc, sequence desc
                """)
            .params(tenant, application, Timestamp.from(at))
            .query(GraphQueries::change)
            .list();
    List<ChangeView> firing =
        jdbc.sql(
                """
                select * from graph_change c
                where tenant = ? and application_id = ? and at <= ? and kind = 'alert'
                  and not exists (select 1 from graph_change r where r.tenant = c.tenant
                    and r.subject_kind = 'ALERT' and r.subject_key = c.subject_key
                    and r.kind = 'alert-resolved' and r.at <= ?)
                order by at desc limit 200
                """)
            .params(tenant, application, Timestamp.from(at), Timestamp.from(at))
            .query(GraphQueries::change)
            .list();
    return new State(at, deployments, firing);
  }

  /** An event that the graph could not read. */
  record Refusal(long sequence, String type, String reason, Instant at) {}

  List<Refusal> refusals(String tenant, @Nullable Long before, int limit) {
    return jdbc.sql(
            """
            select sequence, type, reason, at from graph_refusal
            where tenant = :tenant and (cast(:before as bigint) is null or sequence < :before)
            order by sequence desc limit :limit
            """)
        .param("tenant", tenant)
        .param("before", before)
        .param("limit", limit)
        .query((rs, n) ->
            new Refusal(
                rs.getLong(1), rs.getString(2), rs.getString(3), rs.getTimestamp(4).toInstant()))
        .list();
  }

  static NodeRef parse(String text) {
    int colon = text.indexOf(':');
    if (colon > 0) {
      for (NodeRef.Kind kind : NodeRef.Kind.values()) {
        String name = kind.name().replace('_', '-');
        if (name.equalsIgnoreCase(text.substring(0, colon))) {
          return new NodeRef(kind, text.substring(colon + 1), null);
        }
      }
    }
    throw new HexadException(
        ProblemType.BAD_REQUEST,
        "'"
            + text
            + "' names nothing; write kind:key, as commit:4f2a…, with one of the kinds "
            + List.of(NodeRef.Kind.values())
            + ".");
  }

  private static @Nullable Timestamp time(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static NodeView node(ResultSet rs, int row) throws SQLException {
    String name = rs.getString("name");
    return new NodeView(
        rs.getString("kind"),
        rs.getString("key"),
        name.isEmpty() ? rs.getString("key") : name,
        rs.getString("state"),
        rs.getTimestamp("first_seen").toInstant(),
        rs.getTimestamp("last_seen").toInstant());
  }

  private static EdgeView edge(ResultSet rs, int row) throws SQLException {
    return new EdgeView(
        rs.getString("from_kind"),
        rs.getString("from_key"),
        rs.getString("relation"),
        rs.getString("to_kind"),
        rs.getString("to_key"),
        rs.getTimestamp("since").toInstant(),
        rs.getLong("sequence"));
  }

  private static ChangeView change(ResultSet rs, int row) throws SQLException {
    return new ChangeView(
        rs.getLong("sequence"),
        rs.getObject("event_id", UUID.class),
        rs.getTimestamp("at").toInstant(),
        rs.getString("kind"),
        rs.getString("subject_kind"),
        rs.getString("subject_key"),
        rs.getObject("application_id", UUID.class),
        rs.getString("environment"),
        rs.getString("title"),
        rs.getString("author"),
        rs.getString("commit_id"),
        rs.getObject("run_id", UUID.class),
        rs.getBoolean("early"),
        rs.getBigDecimal("amount"),
        rs.getString("currency"));
  }
}
