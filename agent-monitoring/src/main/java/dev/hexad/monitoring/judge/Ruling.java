package dev.hexad.monitoring.judge;

import dev.hexad.contracts.command.VerifyParameters.Criterion;
import dev.hexad.contracts.event.Verdict;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A verdict with its reason, and what each criterion says. */
public record Ruling(Verdict verdict, String reason, List<Criterion> criteria) {
  public Ruling {
    criteria = List.copyOf(criteria);
  }

  /** One that fails fails all; one that is required and has too little data keeps from passing. */
  static Ruling of(List<Criterion> criteria) {
    Predicate<Criterion> fails = c -> c.verdict() == Verdict.FAIL;
    Predicate<Criterion> lacks = c -> c.required() && c.verdict() == Verdict.NOT_ENOUGH_DATA;
    if (criteria.stream().anyMatch(fails)) {
      return new Ruling(Verdict.FAIL, reasons(criteria, fails), criteria);
    }
    if (criteria.isEmpty() || criteria.stream().anyMatch(lacks)) {
      return new Ruling(Verdict.NOT_ENOUGH_DATA, reasons(criteria, lacks), criteria);
    }
    return new Ruling(Verdict.PASS, reasons(criteria, c -> true), criteria);
  }

  private static String reasons(List<Criterion> criteria, Predicate<Criterion> which) {
    return criteria.stream()
        .filter(which)
        .map(Criterion::reason)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Whether a comparison is so clear that more data would not change it. */
  public boolean isClear() {
    return criteria.stream()
        .anyMatch(c ->
            c.verdict() == Verdict.FAIL && c.pValue() != null && c.pValue() < Judge.EARLY_ALPHA);
  }
}
