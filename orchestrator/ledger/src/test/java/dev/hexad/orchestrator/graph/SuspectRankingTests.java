package dev.hexad.orchestrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.orchestrator.graph.SuspectRanking.Candidate;
import dev.hexad.orchestrator.graph.SuspectRanking.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stories with one guilty change, or none. */
class SuspectRankingTests {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private static Candidate change(
      String title, String kind, int minutesBefore, int distance, @Nullable String environment) {
    return new Candidate(
        Ids.derived(title),
        1_000 - minutesBefore,
        AT.minusSeconds(60L * minutesBefore),
        kind,
        "DEPLOYMENT:" + title,
        title,
        null,
        environment,
        null,
        null,
        null,
        distance,
        false,
        false,
        false);
  }

  private static Candidate judged(Candidate c, boolean back, boolean failed, boolean passed) {
    return new Candidate(
        c.eventId(),
        c.sequence(),
        c.at(),
        c.kind(),
        c.subject(),
        c.title(),
        c.applicationId(),
        c.environment(),
        c.author(),
        c.commit(),
        c.runId(),
        c.distance(),
        back,
        failed,
        passed);
  }

  private static Optional<String> first(Signal signal, Candidate... candidates) {
    return SuspectRanking.rank(List.of(candidates), signal, AT, "production").stream()
        .findFirst()
        .map(suspect -> suspect.change().title());
  }

  @Test
  void theLastDeploymentOfTheApplicationCausesErrors() {
    assertThat(
            first(
                Signal.ERRORS,
                change("older", "deployment", 50, 0, "production"),
                change("guilty", "deployment", 6, 0, "production"),
                change("apply", "apply", 20, 1, null)))
        .contains("guilty");
  }

  @Test
  void anotherEnvironmentIsNoSuspectWhereOneOfThisEnvironmentIs() {
    assertThat(
            first(
                Signal.ERRORS,
                change("staging", "deployment", 2, 0, "staging"),
                change("guilty", "deployment", 25, 0, "production")))
        .contains("guilty");
  }

  @Test
  void infrastructureCausesSaturation() {
    assertThat(
            first(
                Signal.SATURATION,
                change("deployment", "deployment", 30, 0, "production"),
                change("guilty", "apply", 4, 1, null)))
        .contains("guilty");
  }

  @Test
  void aDependencyIsSuspectWhenTheApplicationItselfDidNotChange() {
    assertThat(
            first(
                Signal.LATENCY,
                change("yesterday", "deployment", 600, 0, "production"),
                change("guilty", "deployment", 8, 1, "production")))
        .contains("guilty");
  }

  @Test
  void whatSomebodyWentBackFromIsMoreSuspectThanWhatPassed() {
    Candidate guilty =
        judged(change("guilty", "deployment", 22, 0, "production"), true, false, false);
    Candidate passed =
        judged(change("passed", "deployment", 10, 0, "production"), false, false, true);
    assertThat(first(Signal.ERRORS, passed, guilty)).contains("guilty");
  }

  @Test
  void nothingNearEnoughIsAnAnswer() {
    assertThat(
            first(
                Signal.ERRORS,
                change("yesterday", "deployment", 900, 0, "production"),
                change("elsewhere", "deployment", 40, 3, "staging")))
        .isEmpty();
    assertThat(first(Signal.ERRORS)).isEmpty();
  }

  @Test
  void whatCameAfterTheSignalDidNotCauseIt() {
    assertThat(first(Signal.ERRORS, change("after", "deployment", -1, 0, "production"))).isEmpty();
  }
}
