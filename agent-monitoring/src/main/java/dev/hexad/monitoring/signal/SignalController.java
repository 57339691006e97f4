package dev.hexad.monitoring.signal;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring")
class SignalController {
  private static final Duration USUAL = Duration.ofHours(3);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** More than a screen has pixels is of no use. */
  private static final int MOST_STEPS = 2000;

  private final SignalStore store;
  private final PointStore points;
  private final Clock clock;

  SignalController(SignalStore store, PointStore points, Clock clock) {
    this.store = store;
    this.points = points;
    this.clock = clock;
  }

  @GetMapping("/signals")
  @RequiresScope("monitoring:read")
  Page<SignalStore.View> signals(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String text,
      @RequestParam(defaultValue = "false") boolean failing,
      @RequestParam(required = false) @Nullable String parent,
      @RequestParam(defaultValue = "true") boolean series,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var filter =
        new SignalStore.Filter(
            applicationId, application, environment, name, text, failing, parent, series);
    return Page.of(store.page(filter, cursor, size + 1), size, last -> last.signal().key());
  }

  /**
   * A signal over a time.
   *
   * @param stepSeconds of each value; values of one step are averaged
   */
  record Course(
      SignalStore.View signal,
      Instant from,
      Instant to,
      long stepSeconds,
      List<PointStore.Point> points,
      List<PointStore.Anomaly> anomalies) {}

  /** The values of a signal with the range that was expected, and what was unusual. */
  @GetMapping("/signals/course")
  @RequiresScope("monitoring:read")
  Course course(
      @RequestParam String key,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable Integer steps) {
    SignalStore.View view =
        store
            .view(key)
            .orElseThrow(() ->
                new HexadException(ProblemType.NOT_FOUND, "There is no signal '" + key + "'."));
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(USUAL) : from;
    Duration span = Duration.between(since, until);
    if (span.isNegative() || span.isZero() || span.compareTo(LONGEST) > 0) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'from' must be before 'to', by 400 days at most.");
    }
    int wanted = steps == null ? 300 : Math.clamp(steps, 10, MOST_STEPS);
    long step = Math.max(view.signal().seconds(), span.toSeconds() / wanted);
    long id = view.signal().id();
    return new Course(
        view,
        since,
        until,
        step,
        points.steps(id, since, until, Duration.ofSeconds(step)),
        points.anomalies(id, null, since, until, null, Page.MAX_SIZE));
  }

  /** What was unusual, the newest first. Nobody is called for it; it is context for alerts. */
  @GetMapping("/anomalies")
  @RequiresScope("monitoring:read")
  Page<PointStore.Anomaly> anomalies(
      @RequestParam(required = false) @Nullable String signal,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Long id = signal == null ? null : store.find(signal).map(Signal::id).orElse(-1L);
    return Page.of(
        points.anomalies(
            id,
            applicationId,
            from == null ? Instant.EPOCH : from,
            to == null ? clock.instant().plusSeconds(1) : to,
            cursor,
            size + 1),
        size,
        last -> last.id().toString());
  }
}
