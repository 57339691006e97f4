package dev.hexad.finops.finding;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.cost.Asked;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
@RequestMapping("/api/v1/finops/anomalies")
class AnomalyController {
  private final AnomalyStore store;

  AnomalyController(AnomalyStore store) {
    this.store = store;
  }

  /** A decision about an anomaly. */
  record Decision(@NotNull AnomalyState state, @Size(max = 500) @Nullable String note) {}

  /** The ones that were detected last come first. */
  @GetMapping
  @RequiresScope("finops:read")
  Page<Anomaly> anomalies(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String service,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable Boolean up,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    var wish =
        new AnomalyStore.Wish(
            state == null ? null : Asked.word(AnomalyState.class, "state", state),
            service,
            application,
            up);
    return Page.of(
        store.page(wish, AnomalyStore.Cursor.of(cursor), size + 1),
        size,
        AnomalyStore.Cursor::after);
  }

  @GetMapping("/{id}")
  @RequiresScope("finops:read")
  Anomaly anomaly(@PathVariable UUID id) {
    return store
        .find(id)
        .orElseThrow(
            () -> new HexadException(ProblemType.NOT_FOUND, "There is no anomaly " + id + "."));
  }

  /** Acknowledges, closes or opens it again. */
  @PostMapping("/{id}/state")
  @RequiresScope("finops:write")
  Anomaly decide(Identity identity, @PathVariable UUID id, @Valid @RequestBody Decision decision) {
    return store.move(id, decision.state(), decision.note(), identity.subject());
  }
}
