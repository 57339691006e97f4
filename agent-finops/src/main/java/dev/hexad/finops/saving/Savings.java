package dev.hexad.finops.saving;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.settings.FinopsSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks through the last 30 days for what is paid for nothing, by itself and by what other agents
 * know, and measures what was saved.
 */
@Service
public class Savings {
  /** So many days after the act, the bill is a fair witness. */
  private static final int SETTLED = 3;

  private final Basis basis;
  private final Uses uses;
  private final Machines machines;
  private final LeftoverStore leftovers;
  private final SavingStore store;
  private final LiveConfiguration<FinopsSettings> settings;

  Savings(
      Basis basis,
      Uses uses,
      Machines machines,
      LeftoverStore leftovers,
      SavingStore store,
      LiveConfiguration<FinopsSettings> settings) {
    this.basis = basis;
    this.uses = uses;
    this.machines = machines;
    this.leftovers = leftovers;
    this.store = store;
    this.settings = settings;
  }

  /** Looks anew; gives how many suggestions there are. */
  @Transactional
  public int refresh() {
    Set<UUID> kept = new HashSet<>();
    List<Basis.Days> all = basis.days();
    for (Basis.Days days : all) {
      if (days.count() >= Use.DAYS) {
        look(days, kept);
      }
    }
    for (Saving saving : store.in(SavingState.OPEN)) {
      Optional<Basis.Days> days = of(all, saving);
      if (!kept.contains(saving.id()) && days.isPresent()) {
        store.gone(saving.id(), days.get().last());
      }
    }
    for (SavingState state : List.of(SavingState.DONE, SavingState.GONE)) {
      for (Saving saving : store.in(state)) {
        of(all, saving).ifPresent(days -> measure(saving, days.last()));
      }
    }
    return kept.size();
  }

  private static Optional<Basis.Days> of(List<Basis.Days> all, Saving saving) {
    return all.stream()
        .filter(
            days -> days.currency().equals(saving.currency()) && days.sample() == saving.sample())
        .findFirst();
  }

  private void look(Basis.Days days, Set<UUID> kept) {
    String tag = settings.current().applicationTag();
    List<SavingStore.New> known = leftovers.savings(days, tag);
    known.forEach(saving -> kept.add(store.keep(saving)));
    // What others know says more of a resource than the bill, and is not to be saved twice.
    Set<String> told = known.stream().map(SavingStore.New::resource).collect(Collectors.toSet());
    for (Use use : uses.resources(days, tag)) {
      if (told.contains(use.resource())) {
        continue;
      }
      for (Rule rule : Rule.values()) {
        rule.judge(use, days.last())
            .ifPresent(found -> kept.add(store.keep(saving(use, found, days.sample()))));
      }
    }
    for (SavingStore.New saving : machines.savings(days, tag)) {
      kept.add(store.keep(saving));
    }
    for (Uses.Commitment commitment : uses.commitments(days)) {
      kept.add(store.keep(saving(commitment, days)));
    }
  }

  private static SavingStore.New saving(Use use, Rule.Found found, boolean sample) {
    return new SavingStore.New(
        found.rule().name(),
        use.resource(),
        use.provider(),
        use.account(),
        use.service(),
        use.region(),
        use.application(),
        use.currency(),
        found.monthly(),
        use.cost(),
        found.evidence(),
        sample,
        CloudAct.of(found.rule(), use.resource()));
  }

  private static SavingStore.New saving(Uses.Commitment commitment, Basis.Days days) {
    BigDecimal share =
        commitment
            .unused()
            .multiply(BigDecimal.valueOf(100))
            .divide(commitment.cost(), 1, RoundingMode.HALF_EVEN);
    return new SavingStore.New(
        Advice.UNUSED_COMMITMENT,
        commitment.id(),
        commitment.provider(),
        commitment.account(),
        commitment.service(),
        "",
        "",
        days.currency(),
        commitment.unused(),
        commitment.cost(),
        share + " % of the " + commitment.type() + " was paid and not used in 30 days",
        days.sample(),
        null);
  }

  /** The month before the act beside the days since. */
  private void measure(Saving saving, LocalDate last) {
    LocalDate done = saving.doneOn();
    if (done == null || done.plusDays(SETTLED).isAfter(last)) {
      return;
    }
    BigDecimal before = uses.monthly(saving, done.minusDays(Use.DAYS), done.minusDays(1));
    LocalDate until = last.isAfter(done.plusDays(Use.DAYS)) ? done.plusDays(Use.DAYS) : last;
    BigDecimal after = uses.monthly(saving, done.plusDays(1), until);
    store.realised(saving.id(), before.subtract(after).setScale(2, RoundingMode.HALF_EVEN));
  }
}
