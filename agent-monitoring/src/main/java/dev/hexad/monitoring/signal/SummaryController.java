package dev.hexad.monitoring.signal;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring/signals/summary")
class SummaryController {
  private static final Duration USUAL = Duration.ofDays(14);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** Each may have some ten thousand values to be ranked. */
  private static final int LARGEST = 50;

  private final SummaryStore store;
  private final Clock clock;

  SummaryController(SummaryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The signals of a name, each summed up over a time. */
  @GetMapping
  @RequiresScope("monitoring:read")
  Page<SummaryStore.Summary> summary(
      @RequestParam String name,
      @RequestParam(required = false) @Nullable String label,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    Instant until = to == null ? clock.instant() : to;
    Instant since = from == null ? until.minus(USUAL) : from;
    Duration span = Duration.between(since, until);
    if (span.isNegative() || span.isZero() || span.compareTo(LONGEST) > 0) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'from' must be before 'to', by 400 days at most.");
    }
    int size = Math.min(LARGEST, Page.size(limit));
    return Page.of(
        store.of(name, label, since, until, cursor == null ? "" : cursor, size + 1),
        size,
        last -> last.signal().key());
  }
}
