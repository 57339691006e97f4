package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.cost.Basis;
import dev.hexad.finops.price.Prices;
import java.util.Currency;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Says what planned changes will cost, and keeps it to be compared with the bill. */
@Service
public class Estimates {
  private static final String USUAL_CURRENCY = "USD";

  private final Prices prices;
  private final Lessons lessons;
  private final Basis basis;
  private final EstimateStore store;

  Estimates(Prices prices, Lessons lessons, Basis basis, EstimateStore store) {
    this.prices = prices;
    this.lessons = lessons;
    this.basis = basis;
    this.store = store;
  }

  /**
   * Estimates and keeps it.
   *
   * @param id of the estimate; the same one again takes the place of the first
   * @throws HexadException when an address stands twice, or the currency is none
   */
  EstimateParameters.Result make(UUID id, EstimateParameters asked, @Nullable UUID runId) {
    check(asked);
    Map<String, Correction> corrections = lessons.corrections();
    String usual =
        basis.days().stream().findFirst().map(Basis.Days::currency).orElse(USUAL_CURRENCY);
    try (Prices.Book book = prices.open()) {
      var pricing =
          new Pricing(book::prices, type -> corrections.getOrDefault(type, Correction.NONE));
      EstimateParameters.Result result =
          pricing
              .price(asked.changes(), asked.currency(), usual)
              .result(id, asked.planId(), book.problems());
      store.keep(asked, result, runId);
      return result;
    }
  }

  private static void check(EstimateParameters asked) {
    Set<String> addresses = new HashSet<>();
    asked
        .changes()
        .forEach(change -> {
          if (!addresses.add(change.address())) {
            throw new HexadException(
                ProblemType.INVALID,
                "changes: the address '" + change.address() + "' stands there twice.");
          }
        });
    if (asked.currency() != null
        && Currency.getAvailableCurrencies().stream()
            .noneMatch(known -> known.getCurrencyCode().equals(asked.currency()))) {
      throw new HexadException(
          ProblemType.INVALID, "currency: '" + asked.currency() + "' is not in ISO 4217.");
    }
  }
}
