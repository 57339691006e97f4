package dev.hexad.iac.workspace;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.settings.IacSettings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has workspaces looked at when their turn comes, a few at a time. */
@Component
class DriftSchedule {
  private static final Logger log = LoggerFactory.getLogger(DriftSchedule.class);

  private final DriftStore store;
  private final WorkspaceRuns runs;
  private final LiveConfiguration<IacSettings> settings;
  private final Clock clock;

  DriftSchedule(
      DriftStore store, WorkspaceRuns runs, LiveConfiguration<IacSettings> settings, Clock clock) {
    this.store = store;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 15_000, initialDelay = 15_000)
  void look() {
    IacSettings.Drift drift = settings.current().drift();
    if (drift.everyMinutes() == 0) {
      return;
    }
    for (String workspace : store.claimDue(drift.atOnce() * 4)) {
      try {
        runs.look(
            workspace,
            "drift/" + workspace + "/" + clock.instant().truncatedTo(ChronoUnit.MINUTES));
      } catch (HexadException e) {
        log.atWarn().addKeyValue("workspace", workspace).log("no look: {}", e.getMessage());
      }
    }
  }
}
