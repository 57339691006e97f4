package dev.hexad.monitoring.alert;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring/alerts")
class AlertController {
  private final AlertList list;
  private final AlertStore store;
  private final Alerts alerts;

  AlertController(AlertList list, AlertStore store, Alerts alerts) {
    this.list = list;
    this.store = store;
    this.alerts = alerts;
  }

  /** Alerts, the newest first; open ones unless a state is asked for. */
  @GetMapping
  @RequiresScope("monitoring:read")
  Page<Alert> alerts(
      @RequestParam(required = false) @Nullable List<String> state,
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String severity,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable Boolean muted,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var filter =
        new AlertList.Filter(
            state == null || state.isEmpty() ? AlertList.OPEN : state,
            applicationId,
            environment,
            severity,
            rule,
            muted,
            from,
            to);
    return Page.of(list.page(filter, cursor, size + 1), size, last -> last.id().toString());
  }

  /** An alert with all that became of it. */
  record Detail(Alert alert, List<AlertStore.Change> changes) {}

  @GetMapping("/{id}")
  @RequiresScope("monitoring:read")
  Detail alert(@PathVariable UUID id) {
    Alert alert =
        store
            .find(id)
            .orElseThrow(
                () -> new HexadException(ProblemType.NOT_FOUND, "There is no alert " + id + "."));
    return new Detail(alert, store.changes(id));
  }

  /** Why, if there is something to say. */
  record Note(@Nullable String note) {}

  @PostMapping("/{id}/acknowledge")
  @RequiresScope("monitoring:write")
  Alert acknowledge(
      Identity identity,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Note note) {
    return alerts.acknowledge(id, identity.subject(), note == null ? null : note.note());
  }

  /** How noisy rules are, and how soon somebody takes care, over a time. */
  @GetMapping("/figures")
  @RequiresScope("monitoring:read")
  List<AlertList.Figures> figures(
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    return list.figures(from, to);
  }
}
