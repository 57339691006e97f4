package dev.hexad.contracts.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When something may be changed.
 *
 * @param windows in which it may; at any time where there are none
 * @param freezes in which it may not, whatever the windows say
 */
public record Schedule(List<Window> windows, List<Freeze> freezes) {
  public Schedule {
    windows = windows == null ? List.of() : List.copyOf(windows);
    freezes = freezes == null ? List.of() : List.copyOf(freezes);
  }

  /**
   * It is closed.
   *
   * @param until the first moment at which it is worth looking again
   */
  public record Closed(String reason, Instant until) {}

  /** Why nothing may be changed at that moment, and until when; empty when it may. */
  public Optional<Closed> closed(Instant now) {
    Optional<Freeze> freeze =
        freezes.stream().filter(f -> f.holds(now)).max(Comparator.comparing(Freeze::to));
    if (freeze.isPresent()) {
      Instant to = freeze.get().to();
      String reason = freeze.get().reason();
      return Optional.of(
          new Closed("frozen until " + to + (reason == null ? "" : ": " + reason), to));
    }
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.open(now))) {
      return Optional.empty();
    }
    return windows.stream()
        .map(window -> window.opens(now))
        .min(Comparator.naturalOrder())
        .map(opens -> new Closed("outside its windows; the next one opens at " + opens, opens));
  }
}
