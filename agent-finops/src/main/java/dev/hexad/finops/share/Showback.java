package dev.hexad.finops.share;

import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.cost.Filter;
import dev.hexad.finops.cost.Question;
import dev.hexad.finops.cost.Sum;
import dev.hexad.finops.cost.Sums;
import dev.hexad.finops.settings.AllocationRule;
import dev.hexad.finops.settings.FinopsSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who pays for what: first those whom tags name, then what rules assign. All shares together are
 * all costs, to the last digit.
 */
@Service
class Showback {
  private final Sums sums;

  Showback(Sums sums) {
    this.sums = sums;
  }

  /**
   * What somebody pays.
   *
   * @param direct by tag
   * @param assigned by a rule that names him
   * @param shared by a rule that spreads over all
   */
  record Share(
      String key, String currency, String direct, String assigned, String shared, String total) {}

  private static final class Account {
    private BigDecimal direct = BigDecimal.ZERO;
    private BigDecimal assigned = BigDecimal.ZERO;
    private BigDecimal shared = BigDecimal.ZERO;

    BigDecimal total() {
      return direct.add(assigned).add(shared);
    }

    Share share(String key, String currency) {
      return new Share(
          key,
          currency,
          direct.toPlainString(),
          assigned.toPlainString(),
          shared.toPlainString(),
          total().toPlainString());
    }
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public List<Share> of(Question question, Dimension by, FinopsSettings settings) {
    Map<String, Map<String, Account>> books = new TreeMap<>();
    for (Sum sum : sums.by(question, by)) {
      account(books, sum.currency(), sum.key()).direct = sum.amount();
    }
    List<Filter> open = new ArrayList<>(question.filters());
    open.add(new Filter(by, List.of(Dimension.NONE), true));
    for (AllocationRule rule : settings.rules()) {
      Dimension dimension = Dimension.of(rule.dimension(), settings);
      List<Filter> fitting = new ArrayList<>(open);
      fitting.add(new Filter(dimension, rule.values(), true));
      for (Sum sum : sums.by(with(question, fitting), null)) {
        apply(rule, books.getOrDefault(sum.currency(), Map.of()), sum.amount());
      }
      open.add(new Filter(dimension, rule.values(), false));
    }
    List<Share> shares = new ArrayList<>();
    books.forEach((currency, accounts) ->
        accounts.entrySet().stream()
            .filter(account ->
                !account.getKey().equals(Dimension.NONE)
                    || account.getValue().total().signum() != 0)
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, Account> account) -> account.getValue().total())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .map(account -> account.getValue().share(account.getKey(), currency))
            .forEach(shares::add));
    return shares;
  }

  private static Question with(Question question, List<Filter> filters) {
    return new Question(
        question.from(),
        question.to(),
        question.metric(),
        question.currency(),
        filters,
        question.sample());
  }

  private static Account account(
      Map<String, Map<String, Account>> books, String currency, String key) {
    return books
        .computeIfAbsent(currency, c -> new HashMap<>())
        .computeIfAbsent(key, k -> new Account());
  }

  private static void apply(AllocationRule rule, Map<String, Account> accounts, BigDecimal amount) {
    Account nobody = accounts.get(Dimension.NONE);
    Map<String, BigDecimal> weights = weights(rule, accounts);
    if (nobody == null || weights.isEmpty() || amount.signum() == 0) {
      return;
    }
    boolean named = !named(rule).isEmpty();
    nobody.direct = nobody.direct.subtract(amount);
    Apportion.of(amount, weights)
        .forEach((key, piece) -> {
          Account account = accounts.computeIfAbsent(key, k -> new Account());
          if (named) {
            account.assigned = account.assigned.add(piece);
          } else {
            account.shared = account.shared.add(piece);
          }
        });
  }

  private static Map<String, Double> named(AllocationRule rule) {
    Map<String, Double> assign = rule.assign();
    return assign == null ? Map.of() : assign;
  }

  private static Map<String, BigDecimal> weights(
      AllocationRule rule, Map<String, Account> accounts) {
    Map<String, BigDecimal> weights = new TreeMap<>();
    named(rule).forEach((key, share) -> weights.put(key, BigDecimal.valueOf(share)));
    if (weights.isEmpty()) {
      Set<String> keys = new HashSet<>(accounts.keySet());
      keys.remove(Dimension.NONE);
      for (String key : keys) {
        BigDecimal direct = accounts.getOrDefault(key, new Account()).direct;
        if (direct.signum() > 0) {
          weights.put(key, direct);
        }
      }
    }
    return weights;
  }
}
