package dev.hexad.cd.deployment;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Keeps what is new away from environments outside their windows and within their freezes. */
@Component
class OpenTimes {
  private final LiveConfiguration<CdSettings> settings;
  private final Clock clock;

  OpenTimes(LiveConfiguration<CdSettings> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void require(String environment) {
    settings
        .current()
        .policy(environment)
        .closed(clock.instant())
        .ifPresent(why -> {
          throw new HexadException(
              ProblemType.CONFLICT,
              "The environment '" + environment + "' is " + why + ". Going back is possible.");
        });
  }
}
