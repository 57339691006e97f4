package dev.hexad.finops.report;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.report.Deliveries.Delivery;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.ReportSchedule;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends reports when they are due. What is due is written down first and held while it is sent; it
 * is sent again, with the same key, only where a process dies between the sending and the note.
 */
@Component
class ReportSending {
  private static final Logger log = LoggerFactory.getLogger(ReportSending.class);

  private final LiveConfiguration<FinopsSettings> settings;
  private final Deliveries deliveries;
  private final Reports reports;
  private final ReportMail mail;
  private final ReportWebhook webhook;
  private final TransactionTemplate transaction;

  ReportSending(
      LiveConfiguration<FinopsSettings> settings,
      Deliveries deliveries,
      Reports reports,
      ReportMail mail,
      ReportWebhook webhook,
      TransactionTemplate transaction) {
    this.settings = settings;
    this.deliveries = deliveries;
    this.reports = reports;
    this.mail = mail;
    this.webhook = webhook;
    this.transaction = transaction;
  }

  @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
  void tick() {
    settings.current().reports().forEach(deliveries::look);
    while (Boolean.TRUE.equals(transaction.execute(status -> one()))) {
      // The next one.
    }
  }

  private boolean one() {
    Optional<Delivery> taken = deliveries.take();
    taken.ifPresent(this::send);
    return taken.isPresent();
  }

  private void send(Delivery delivery) {
    Optional<ReportSchedule> schedule =
        settings.current().reports().stream()
            .filter(one -> one.name().equals(delivery.schedule()))
            .findFirst();
    if (schedule.isEmpty()) {
      deliveries.failed(delivery, "The report is not in the configuration any more.", true);
      return;
    }
    try {
      Outgoing report = made(delivery, schedule.get());
      if (schedule.get().url() == null) {
        mail.send(report);
      } else {
        webhook.send(report);
      }
      deliveries.sent(delivery);
    } catch (IOException | HexadException | IllegalArgumentException e) {
      log.atWarn()
          .addKeyValue("report", delivery.schedule())
          .addKeyValue("delivery", delivery.id())
          .log("report not sent: {}", e.getMessage());
      deliveries.failed(delivery, String.valueOf(e.getMessage()), false);
    }
  }

  private Outgoing made(Delivery delivery, ReportSchedule schedule) {
    LocalDate due = LocalDate.ofInstant(delivery.dueAt(), schedule.zoneId());
    var days = Outgoing.Days.of(schedule.days(), due);
    Report report = reports.of(days.from(), days.to(), schedule.metric(), settings.current());
    return new Outgoing(
        delivery.id().toString(), schedule, days.from(), days.to(), report.as(schedule.format()));
  }
}
