package dev.hexad.monitoring.verdict;

import dev.hexad.contracts.command.VerifyParameters;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one verdict.
 *
 * @param source where the metrics were read; absent for verdicts from before it was recorded
 * @param result the interim one unless the verdict is given
 * @param series traffic point by point, empty when none was recorded
 */
record VerdictDetail(
    UUID id,
    UUID applicationId,
    @Nullable String application,
    String environment,
    int revision,
    @Nullable String role,
    @Nullable Integer baselineRevision,
    @Nullable String commit,
    Watches.State state,
    @Nullable String source,
    @Nullable Integer windowSeconds,
    @Nullable Instant startedAt,
    @Nullable Instant givenAt,
    VerifyParameters.Result result,
    List<Series.Point> series) {

  /** A watch without a verdict yet. */
  static VerdictDetail of(Watches.Watch watch) {
    return of(watch, watch.state(), null, watch.interim());
  }

  /** A verdict as given, with what was recorded before it. */
  static VerdictDetail of(Verdicts.Given given, Watches.@Nullable Watch watch) {
    if (watch != null) {
      return of(watch, Watches.State.GIVEN, given.givenAt(), given.result());
    }
    return new VerdictDetail(
        given.id(),
        given.applicationId(),
        null,
        given.environment(),
        given.revision(),
        null,
        null,
        given.commit(),
        Watches.State.GIVEN,
        null,
        null,
        null,
        given.givenAt(),
        given.result(),
        List.of());
  }

  private static VerdictDetail of(
      Watches.Watch watch,
      Watches.State state,
      @Nullable Instant givenAt,
      VerifyParameters.Result result) {
    return new VerdictDetail(
        watch.id(),
        watch.applicationId(),
        watch.application(),
        watch.environment(),
        watch.revision(),
        watch.role(),
        watch.baselineRevision(),
        watch.commit(),
        state,
        watch.source(),
        watch.windowSeconds(),
        watch.startedAt(),
        givenAt,
        result,
        watch.series());
  }
}
