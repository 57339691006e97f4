package dev.hexad.cloud.tagging;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.agent.enrolment.OrchestratorClient.KnownApplication;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The applications of the orchestrator; asked for once a minute at most. Thread-safe. */
@Component
class KnownApplications {
  private static final Logger log = LoggerFactory.getLogger(KnownApplications.class);
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final OrchestratorClient orchestrator;
  private final Clock clock;
  private Known known = new Known(List.of(), "nobody was asked yet");
  private Instant until = Instant.MIN;

  KnownApplications(OrchestratorClient orchestrator, Clock clock) {
    this.orchestrator = orchestrator;
    this.clock = clock;
  }

  /**
   * What is known.
   *
   * @param away why they could not be had, null when they could; then nothing is known
   */
  record Known(List<KnownApplication> applications, @Nullable String away) {}

  synchronized Known current() {
    Instant now = clock.instant();
    if (now.isBefore(until) && known.away() == null) {
      return known;
    }
    try {
      known = new Known(orchestrator.applications(), null);
      until = now.plus(FRESH);
    } catch (IOException | JacksonException e) {
      log.atWarn().setCause(e).log("the applications are not known");
      known = new Known(List.of(), "the orchestrator does not say which applications there are");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
    return known;
  }
}
