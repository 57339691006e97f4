package dev.hexad.monitoring.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What time alone changes: mutes end, and so do alerts that nobody tells again. */
@Component
class AlertTicks {
  private static final Logger log = LoggerFactory.getLogger(AlertTicks.class);

  private final Alerts alerts;

  AlertTicks(Alerts alerts) {
    this.alerts = alerts;
  }

  @Scheduled(fixedDelay = 5000)
  void tick() {
    try {
      boolean more = true;
      while (more) {
        more = alerts.endWhatIsOver();
      }
      alerts.muteAnew();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("alerts are looked at again later");
    }
  }
}
