package dev.hexad.cloud.action;

import dev.hexad.cloud.settings.ActionSettings;
import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the resources of an act have cost in 30 days; pure.
 *
 * @param known amounts of those that a bill knows
 * @param unknown how many no bill knows
 * @param away why nobody could be asked, null when somebody answered
 */
record ActCost(List<Money> known, int unknown, @Nullable String away) {
  ActCost {
    known = List.copyOf(known);
  }

  private BigDecimal in(String currency) {
    return known.stream()
        .filter(amount -> amount.currency().equals(currency))
        .map(Money::decimal)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private boolean otherThan(String currency) {
    return known.stream().anyMatch(amount -> !amount.currency().equals(currency));
  }

  /**
   * Checks that not too much money is touched.
   *
   * @return the cost in words
   * @throws HexadException when it is too much, or unknown where that is refused
   */
  String check(ActionSettings limits) {
    Money most = limits.maxCost();
    BigDecimal sum = in(most.currency());
    if (sum.compareTo(most.decimal()) > 0) {
      throw new HexadException(
          ProblemType.OVER_LIMIT,
          "It would touch what has cost %s %s in 30 days, more than %s; narrow it down, or raise actions.maxCost."
              .formatted(rounded(sum), most.currency(), most.amount()));
    }
    String words = words(most.currency());
    if (limits.refuseUnknownCost() && (unknown > 0 || otherThan(most.currency()))) {
      throw new HexadException(
          ProblemType.OVER_LIMIT,
          "The cost of what it would touch is not known (%s), and actions.refuseUnknownCost is set."
              .formatted(words));
    }
    return words;
  }

  private String words(String currency) {
    if (away != null) {
      return "cost unknown, " + away;
    }
    var words = new StringBuilder();
    words
        .append("has cost ")
        .append(rounded(in(currency)))
        .append(' ')
        .append(currency)
        .append(" in 30 days");
    if (otherThan(currency)) {
      words.append(", and more in other currencies");
    }
    if (unknown > 0) {
      words.append(", the cost of ").append(unknown).append(" is unknown");
    }
    return words.toString();
  }

  private static String rounded(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
