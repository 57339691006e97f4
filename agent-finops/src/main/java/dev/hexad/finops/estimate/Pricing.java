package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PlannedState;
import dev.hexad.contracts.command.EstimateParameters.PriceLine;
import dev.hexad.contracts.command.EstimateParameters.PricedChange;
import dev.hexad.contracts.command.EstimateParameters.UnpricedChange;
import dev.hexad.contracts.message.Money;
import dev.hexad.finops.price.Price;
import dev.hexad.finops.price.PriceQuestion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts prices to planned changes. Each component of a resource is priced before and after, or not
 * at all: with one side alone the difference would be wrong.
 */
final class Pricing {
  private static final Map<String, Function<Planned, List<Part>>> TYPES = types();

  private final Function<PriceQuestion, List<Price>> prices;
  private final Function<String, Correction> corrections;

  Pricing(Function<PriceQuestion, List<Price>> prices, Function<String, Correction> corrections) {
    this.prices = prices;
    this.corrections = corrections;
  }

  private static Map<String, Function<Planned, List<Part>>> types() {
    Map<String, Function<Planned, List<Part>>> types = new TreeMap<>(AwsResources.TYPES);
    types.putAll(OtherResources.TYPES);
    return types;
  }

  /** How much of a price is needed before and after. */
  private record Need(String component, PriceQuestion question, double before, double after) {
    Need plus(double moreBefore, double moreAfter) {
      return new Need(component, question, before + moreBefore, after + moreAfter);
    }
  }

  /** What a change needs, and what of it cannot be priced. */
  private record Needs(PlannedChange change, List<Need> needs, Set<UnpricedChange> not) {}

  /**
   * Prices changes.
   *
   * @param wanted the currency, null for that of the most prices
   * @param usual the currency where there are no prices
   */
  Estimated price(List<PlannedChange> changes, @Nullable String wanted, String usual) {
    List<Needs> all = changes.stream().map(this::needs).toList();
    String currency = wanted == null ? most(all, usual) : wanted;
    List<PricedChange> priced = new ArrayList<>();
    List<UnpricedChange> not = new ArrayList<>();
    for (Needs needs : all) {
      PricedChange change = price(needs, currency);
      if (change != null) {
        priced.add(change);
      }
      not.addAll(needs.not());
    }
    return new Estimated(currency, priced, not);
  }

  private Needs needs(PlannedChange change) {
    Map<PriceQuestion, Map<String, Need>> needs = new LinkedHashMap<>();
    Set<UnpricedChange> not = new LinkedHashSet<>();
    take(change, change.before(), true, needs, not);
    take(change, change.after(), false, needs, not);
    boolean nothing = not.stream().anyMatch(one -> one.component() == null);
    List<Need> kept =
        nothing
            ? List.of()
            : needs.values().stream().flatMap(one -> one.values().stream()).toList();
    return new Needs(change, kept, not);
  }

  private static void take(
      PlannedChange change,
      @Nullable PlannedState state,
      boolean before,
      Map<PriceQuestion, Map<String, Need>> needs,
      Set<UnpricedChange> not) {
    if (state == null) {
      return;
    }
    for (Part part : parts(change, state)) {
      switch (part) {
        case Part.Metered metered ->
            needs
                .computeIfAbsent(metered.question(), question -> new LinkedHashMap<>())
                .merge(
                    metered.component(),
                    new Need(
                        metered.component(),
                        metered.question(),
                        before ? metered.quantity() : 0,
                        before ? 0 : metered.quantity()),
                    (known, more) -> known.plus(more.before(), more.after()));
        case Part.Unknown unknown -> not.add(not(change, unknown.component(), unknown.reason()));
        case Part.Nothing nothing -> not.add(not(change, null, nothing.reason()));
      }
    }
  }

  private static List<Part> parts(PlannedChange change, PlannedState state) {
    Function<Planned, List<Part>> type = TYPES.get(change.type());
    if (type == null) {
      return List.of(new Part.Nothing("resources of this type are not priced"));
    }
    return Planned.of(change, state)
        .map(type)
        .orElse(List.of(new Part.Nothing("its region is not known")));
  }

  private static UnpricedChange not(
      PlannedChange change, @Nullable String component, String reason) {
    return new UnpricedChange(change.address(), change.type(), component, reason);
  }

  private String most(List<Needs> all, String usual) {
    Map<String, Integer> counts = new TreeMap<>();
    all.stream()
        .flatMap(needs -> needs.needs().stream())
        .flatMap(need -> prices.apply(need.question()).stream().limit(1))
        .forEach(price -> counts.merge(price.currency(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(usual);
  }

  private @Nullable PricedChange price(Needs needs, String currency) {
    PlannedChange change = needs.change();
    Map<Need, Price> found = new LinkedHashMap<>();
    Set<@Nullable String> missing = new LinkedHashSet<>();
    needs.not().forEach(one -> missing.add(one.component()));
    for (Need need : needs.needs()) {
      List<Price> known = prices.apply(need.question());
      known.stream()
          .filter(price -> price.currency().equals(currency))
          .findFirst()
          .ifPresentOrElse(
              price -> found.put(need, price),
              () -> {
                missing.add(need.component());
                needs.not().add(not(change, need.component(), why(need.question(), known)));
              });
    }
    found.keySet().removeIf(need -> missing.contains(need.component()));
    if (found.isEmpty()) {
      return null;
    }
    List<PriceLine> lines = new ArrayList<>();
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal after = BigDecimal.ZERO;
    for (Map.Entry<Need, Price> entry : found.entrySet()) {
      Need need = entry.getKey();
      Price price = entry.getValue();
      lines.add(line(need, price));
      before = before.add(price.amount().multiply(BigDecimal.valueOf(need.before())));
      after = after.add(price.amount().multiply(BigDecimal.valueOf(need.after())));
    }
    before = cents(before);
    after = cents(after);
    Correction correction = corrections.apply(change.type());
    return new PricedChange(
        change.address(),
        change.type(),
        Money.of(before, currency),
        Money.of(after, currency),
        Money.of(after.subtract(before), currency),
        correction.factor(),
        correction.error(),
        lines);
  }

  private static String why(PriceQuestion question, List<Price> known) {
    String what = (question.size() + " " + question.variant()).strip();
    return known.isEmpty()
        ? "neither the bill nor a price list has a price of "
            + (question.meter().word() + " " + what).strip()
            + " in "
            + question.region()
        : "its price is known in " + known.getFirst().currency() + " only";
  }

  private static PriceLine line(Need need, Price price) {
    return new PriceLine(
        need.component(),
        need.question().meter().unit().word(),
        need.before(),
        need.after(),
        Money.of(price.amount(), price.currency()),
        price.source(),
        price.asOf());
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN);
  }
}
