package dev.hexad.monitoring.intake;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Prometheus, Alertmanager and Grafana send alerts to. What was answered with success is
 * stored and becomes alerts a moment later, in the order in which it came; a repetition changes
 * nothing.
 */
@RestController
@RequestMapping("/api/v1/monitoring/intake")
class IntakeController {
  private static final int MOST = 5000;
  private static final int MOST_WAITING = 100_000;

  private final IntakeQueue queue;
  private final IntakeWorker worker;
  private final Clock clock;

  IntakeController(IntakeQueue queue, IntakeWorker worker, Clock clock) {
    this.queue = queue;
    this.worker = worker;
    this.clock = clock;
  }

  /** A message of an Alertmanager's or a Grafana's webhook; what else is in it is not read. */
  record WebhookMessage(List<ExternalAlert> alerts) {}

  /** How many alerts were stored. */
  record Taken(int alerts) {}

  /** How far the intake is behind, and what it could not take. */
  record State(IntakeQueue.Backlog backlog, List<IntakeQueue.Failed> failed) {}

  /** How many messages are tried again. */
  record Retried(int messages) {}

  /** A webhook receiver for Alertmanager and for Grafana's contact points. */
  @PostMapping("/webhook")
  @RequiresScope("monitoring:write")
  Taken webhook(@RequestBody WebhookMessage message) {
    if (message.alerts() == null) {
      throw new HexadException(
          ProblemType.INVALID, "There is no list 'alerts'; this is no webhook of Alertmanager.");
    }
    return take(message.alerts());
  }

  /** Prometheus may send its alerts here as to an Alertmanager. */
  @PostMapping("/prometheus/api/v2/alerts")
  @RequiresScope("monitoring:write")
  Taken prometheus(@RequestBody List<ExternalAlert> sent) {
    return take(sent);
  }

  @GetMapping
  @RequiresScope("monitoring:read")
  State state() {
    return new State(queue.backlog(), queue.failed());
  }

  /** Tries again what could not be taken. */
  @PostMapping("/retry")
  @RequiresScope("monitoring:write")
  Retried retry() {
    var retried = new Retried(queue.retry());
    worker.came(0);
    return retried;
  }

  private Taken take(List<ExternalAlert> sent) {
    if (sent.size() > MOST) {
      throw new HexadException(
          ProblemType.INVALID, "More than " + MOST + " alerts at once; send them in parts.");
    }
    if (sent.stream().anyMatch(alert -> alert == null || alert.labels().isEmpty())) {
      throw new HexadException(ProblemType.INVALID, "An alert has no labels.");
    }
    if (sent.isEmpty()) {
      return new Taken(0);
    }
    if (!queue.add(sent, clock.instant(), MOST_WAITING)) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "Too many alerts wait to be taken in; send these again later.");
    }
    worker.came(sent.size());
    return new Taken(sent.size());
  }
}
