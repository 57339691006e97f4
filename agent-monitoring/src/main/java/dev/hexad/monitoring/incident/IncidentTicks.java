package dev.hexad.monitoring.incident;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets incidents look at the clock. */
@Component
class IncidentTicks {
  private static final Logger log = LoggerFactory.getLogger(IncidentTicks.class);

  private final Incidents incidents;

  IncidentTicks(Incidents incidents) {
    this.incidents = incidents;
  }

  @Scheduled(fixedDelay = 5000)
  void tick() {
    try {
      incidents.tick();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("incidents are looked at again later");
    }
  }
}
