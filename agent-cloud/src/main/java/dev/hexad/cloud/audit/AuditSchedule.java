package dev.hexad.cloud.audit;

import dev.hexad.contracts.problem.HexadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Audits again and again, so that what was made right is known soon. */
@Component
class AuditSchedule {
  private static final Logger log = LoggerFactory.getLogger(AuditSchedule.class);

  private final Audit audit;

  AuditSchedule(Audit audit) {
    this.audit = audit;
  }

  @Scheduled(fixedDelay = 300_000, initialDelay = 60_000)
  void tick() {
    try {
      audit.run();
    } catch (HexadException e) {
      log.atDebug().log("no audit: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the audit failed");
    }
  }
}
