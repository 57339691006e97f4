package dev.hexad.orchestrator.graph;

import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Questions to the change graph. */
@RestController
@RequestMapping("/api/v1")
class GraphController {
  private static final int DEPTH = 8;
  private static final Duration WINDOW = Duration.ofHours(3);
  private static final Duration LONGEST_WINDOW = Duration.ofDays(14);
  private static final Duration MEASURED = Duration.ofDays(30);

  private final GraphQueries queries;
  private final DeliveryMeasures measures;
  private final GraphFollower follower;
  private final Clock clock;

  GraphController(
      GraphQueries queries, DeliveryMeasures measures, GraphFollower follower, Clock clock) {
    this.queries = queries;
    this.measures = measures;
    this.follower = follower;
    this.clock = clock;
  }

  /** What happened, the newest first: to an application, to any other thing, or to all. */
  @GetMapping("/changes")
  @RequiresScope("changes:read")
  Page<GraphQueries.ChangeView> changes(
      Identity identity,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(defaultValue = "false") boolean dependencies,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Cursor after = cursor == null ? null : Cursor.parse(cursor);
    var search =
        new GraphQueries.ChangeSearch(
            applicationId,
            dependencies,
            subject == null ? null : GraphQueries.parse(subject),
            environment,
            kind,
            from,
            to,
            after == null ? null : after.at(),
            after == null ? null : after.sequence());
    return Page.of(
        queries.changes(identity.tenant(), search, size + 1),
        size,
        last -> new Cursor(last.at(), last.sequence()).text());
  }

  private record Cursor(Instant at, long sequence) {
    String text() {
      return at + "_" + sequence;
    }

    static Cursor parse(String text) {
      try {
        int split = text.lastIndexOf('_');
        return new Cursor(
            Instant.parse(text.substring(0, split)), Long.parseLong(text.substring(split + 1)));
      } catch (RuntimeException e) {
        throw new HexadException(
            ProblemType.BAD_REQUEST, "The cursor is not one that this list gave.", e);
      }
    }
  }

  /** A thing with its links. */
  record Node(GraphQueries.NodeView node, List<GraphQueries.EdgeView> edges) {}

  @GetMapping("/graph/node")
  @RequiresScope("changes:read")
  Node node(
      Identity identity,
      @RequestParam String of,
      @RequestParam(required = false) @Nullable Instant at) {
    NodeRef ref = GraphQueries.parse(of);
    return new Node(
        queries.node(identity.tenant(), ref), queries.edges(identity.tenant(), ref, at));
  }

  @GetMapping("/graph/downstream")
  @RequiresScope("changes:read")
  GraphQueries.Subgraph downstream(
      Identity identity,
      @RequestParam String of,
      @RequestParam(required = false) @Nullable Integer depth) {
    return queries.walk(identity.tenant(), GraphQueries.parse(of), true, depth(depth));
  }

  @GetMapping("/graph/upstream")
  @RequiresScope("changes:read")
  GraphQueries.Subgraph upstream(
      Identity identity,
      @RequestParam String of,
      @RequestParam(required = false) @Nullable Integer depth) {
    return queries.walk(identity.tenant(), GraphQueries.parse(of), false, depth(depth));
  }

  private static int depth(@Nullable Integer asked) {
    return asked == null ? DEPTH : Math.clamp(asked, 1, DEPTH);
  }

  /** What followed from a commit, and what all of it costs by currency. */
  record Lineage(GraphQueries.Subgraph graph, Map<String, BigDecimal> costs) {}

  @GetMapping("/graph/lineage")
  @RequiresScope("changes:read")
  Lineage lineage(Identity identity, @RequestParam String commit) {
    var start = new NodeRef(NodeRef.Kind.COMMIT, commit, null);
    GraphQueries.Subgraph graph = queries.walk(identity.tenant(), start, true, DEPTH);
    return new Lineage(graph, queries.costs(identity.tenant(), graph.nodes()));
  }

  @GetMapping("/graph/state")
  @RequiresScope("changes:read")
  GraphQueries.State state(
      Identity identity, @RequestParam UUID applicationId, @RequestParam Instant at) {
    return queries.state(identity.tenant(), applicationId, at);
  }

  /**
   * Suspects of a signal.
   *
   * @param verdict {@code suspects} or {@code none}
   * @param reason of the verdict, for people
   */
  record Suspects(
      Instant at,
      String signal,
      String verdict,
      String reason,
      int considered,
      List<SuspectRanking.Suspect> suspects) {}

  /** Which changes may have caused a signal of an application at a time. */
  @GetMapping("/suspects")
  @RequiresScope("changes:read")
  Suspects suspects(
      Identity identity,
      @RequestParam UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(defaultValue = "errors") String signal,
      @RequestParam(required = false) @Nullable Duration window) {
    Instant when = at == null ? clock.instant() : at;
    Duration within = window == null ? WINDOW : window;
    if (within.isNegative() || within.isZero() || within.compareTo(LONGEST_WINDOW) > 0) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'window' is a duration up to 14 days, as PT3H.");
    }
    var candidates = queries.candidates(identity.tenant(), applicationId, when, within);
    var ranked = SuspectRanking.rank(candidates, signal(signal), when, environment);
    String reason =
        candidates.isEmpty()
            ? "nothing changed in the " + within.toMinutes() + " minutes before"
            : ranked.isEmpty()
                ? "what changed is too far away or too long ago"
                : ranked.size() + " of " + candidates.size() + " changes are near enough";
    return new Suspects(
        when,
        signal.toLowerCase(Locale.ROOT),
        ranked.isEmpty() ? "none" : "suspects",
        reason,
        candidates.size(),
        ranked);
  }

  private static SuspectRanking.Signal signal(String name) {
    for (SuspectRanking.Signal signal : SuspectRanking.Signal.values()) {
      if (signal.name().equalsIgnoreCase(name)) {
        return signal;
      }
    }
    throw new HexadException(
        ProblemType.BAD_REQUEST,
        "There is no signal '"
            + name
            + "'; it is one of errors, latency, saturation, availability"
            + " and cost.");
  }

  /** The four keys of an application, of a team or of all; of the last 30 days when absent. */
  @GetMapping("/dora")
  @RequiresScope("changes:read")
  DeliveryMeasures.Measures dora(
      Identity identity,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(MEASURED) : from;
    requireOrder(since, until);
    return measures.of(
        identity.tenant(),
        new DeliveryMeasures.Scope(applicationId, team, environment),
        since,
        until);
  }

  @GetMapping("/ownership")
  @RequiresScope("changes:read")
  List<DeliveryMeasures.Share> ownership(
      Identity identity,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(MEASURED) : from;
    requireOrder(since, until);
    return measures.ownership(identity.tenant(), since, until);
  }

  private static void requireOrder(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'from' must be before 'to'.");
    }
  }

  @GetMapping("/graph/progress")
  @RequiresScope("changes:read")
  GraphFollower.Progress progress() {
    return follower.progress();
  }

  /** Makes the whole graph anew from the ledger, of all tenants. */
  @PostMapping("/graph/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("graph:admin")
  GraphFollower.Progress rebuild() {
    follower.rebuild(clock.instant());
    return follower.progress();
  }

  @DeleteMapping("/graph/rebuild")
  @RequiresScope("graph:admin")
  GraphFollower.Progress cancelRebuild() {
    follower.cancelRebuild();
    return follower.progress();
  }

  @GetMapping("/graph/refusals")
  @RequiresScope("changes:read")
  Page<GraphQueries.Refusal> refusals(
      Identity identity,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        queries.refusals(identity.tenant(), cursor, size + 1),
        size,
        last -> Long.toString(last.sequence()));
  }
}
