package dev.hexad.finops.saving;

import dev.hexad.finops.cost.Asked;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
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
@RequestMapping("/api/v1/finops/savings")
class SavingController {
  private final SavingStore store;
  private final LeftoverStore leftovers;
  private final Clock clock;

  SavingController(SavingStore store, LeftoverStore leftovers, Clock clock) {
    this.store = store;
    this.leftovers = leftovers;
    this.clock = clock;
  }

  /**
   * A decision about a suggestion.
   *
   * @param on the day on which it was done, today when absent
   */
  record Decision(
      @NotNull SavingState state, @Nullable LocalDate on, @Size(max = 500) @Nullable String note) {}

  /** What can be saved, the dearest first. */
  @GetMapping
  @RequiresScope("finops:read")
  Page<Saving> savings(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    SavingState wanted = state == null ? null : Asked.word(SavingState.class, "state", state);
    return Page.of(store.page(wanted, cursor, size + 1), size, last -> last.id().toString());
  }

  /** When other agents were asked, and what they could not tell. */
  @GetMapping("/looks")
  @RequiresScope("finops:read")
  Page<LeftoverStore.State> looks() {
    return Page.all(leftovers.states());
  }

  /** Says that it was done, will not be done, or is open again. */
  @PostMapping("/{id}/state")
  @RequiresScope("finops:write")
  Saving decide(Identity identity, @PathVariable UUID id, @Valid @RequestBody Decision decision) {
    LocalDate on = decision.on() == null ? LocalDate.now(clock) : decision.on();
    return store.move(id, decision.state(), on, decision.note(), identity.subject());
  }
}
