package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.command.EstimateParameters.PricedChange;
import dev.hexad.contracts.command.EstimateParameters.UnpricedChange;
import dev.hexad.contracts.message.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Changes with their prices, and those without. */
record Estimated(String currency, List<PricedChange> priced, List<UnpricedChange> not) {
  Estimated {
    priced = List.copyOf(priced);
    not = List.copyOf(not);
  }

  private BigDecimal sum(Function<PricedChange, BigDecimal> part) {
    return priced.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal corrected(PricedChange change) {
    return Pricing.cents(change.delta().decimal().multiply(BigDecimal.valueOf(change.factor())));
  }

  EstimateParameters.Result result(UUID id, @Nullable UUID planId, List<String> problems) {
    BigDecimal before = sum(change -> change.before().decimal());
    BigDecimal after = sum(change -> change.after().decimal());
    return new EstimateParameters.Result(
        id,
        planId,
        Money.of(before, currency),
        Money.of(after, currency),
        Money.of(after.subtract(before), currency),
        Money.of(sum(Estimated::corrected), currency),
        priced,
        not,
        summary(before, after, problems));
  }

  private String summary(BigDecimal before, BigDecimal after, List<String> problems) {
    List<String> facts = new ArrayList<>();
    BigDecimal delta = after.subtract(before);
    if (priced.isEmpty()) {
      facts.add("No change has a price.");
    } else {
      facts.add(
          "%s %s a month %s: %s before, %s after."
              .formatted(
                  delta.abs().toPlainString(),
                  currency,
                  delta.signum() < 0 ? "less" : "more",
                  before.toPlainString(),
                  after.toPlainString()));
    }
    BigDecimal corrected = sum(Estimated::corrected);
    if (corrected.compareTo(delta) != 0) {
      facts.add(
          "By what earlier estimates missed it will rather be %s %s."
              .formatted(corrected.toPlainString(), currency));
    }
    long changes = not.stream().map(UnpricedChange::address).distinct().count();
    if (changes > 0) {
      facts.add(
          "Not in the sum: %d %s, in whole or in part."
              .formatted(changes, changes == 1 ? "change" : "changes"));
    }
    problems.forEach(problem -> facts.add("Prices not read: " + problem));
    return String.join("\n", facts);
  }
}
