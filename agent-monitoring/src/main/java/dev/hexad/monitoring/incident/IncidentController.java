package dev.hexad.monitoring.incident;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.notify.Notifications;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring/incidents")
class IncidentController {
  private static final int LONGEST = 10_000;

  private final IncidentStore store;
  private final Incidents incidents;
  private final Alerts alerts;
  private final Notifications notifications;

  IncidentController(
      IncidentStore store, Incidents incidents, Alerts alerts, Notifications notifications) {
    this.store = store;
    this.incidents = incidents;
    this.alerts = alerts;
    this.notifications = notifications;
  }

  /** Incidents, the newest first. */
  @GetMapping
  @RequiresScope("monitoring:read")
  Page<Incident> incidents(
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        store.page(open, applicationId, environment, cursor, size + 1),
        size,
        last -> last.id().toString());
  }

  /** An incident with its time line and what was sent. */
  record Detail(
      Incident incident,
      List<IncidentStore.Entry> entries,
      List<Notifications.Sent> notifications) {}

  @GetMapping("/{id}")
  @RequiresScope("monitoring:read")
  Detail incident(@PathVariable UUID id) {
    return new Detail(require(id), store.entries(id), notifications.of(id));
  }

  private Incident require(UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new HexadException(ProblemType.NOT_FOUND, "There is no incident " + id + "."));
  }

  /** Acknowledges all its alerts that fire. */
  @PostMapping("/{id}/acknowledge")
  @RequiresScope("monitoring:write")
  @Transactional
  public Detail acknowledge(Identity identity, @PathVariable UUID id) {
    require(id);
    List<UUID> firing = store.toAcknowledge(id);
    if (firing.isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT, "None of its alerts fires without being acknowledged.");
    }
    firing.forEach(alert -> alerts.acknowledge(alert, identity.subject(), null));
    return incident(id);
  }

  /** A line for the time line. */
  record Comment(String text) {}

  @PostMapping("/{id}/comments")
  @ResponseStatus(HttpStatus.CREATED)
  @RequiresScope("monitoring:write")
  Detail comment(Identity identity, @PathVariable UUID id, @RequestBody Comment comment) {
    if (comment.text() == null || comment.text().isBlank() || comment.text().length() > LONGEST) {
      throw new HexadException(
          ProblemType.INVALID, "A comment has 1 to " + LONGEST + " characters.");
    }
    incidents.comment(id, comment.text(), identity.subject());
    return incident(id);
  }
}
