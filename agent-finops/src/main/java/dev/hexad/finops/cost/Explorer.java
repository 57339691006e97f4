package dev.hexad.finops.cost;

import dev.hexad.contracts.message.Money;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Answers what things cost, over all of a period and beside another one. */
@Service
class Explorer {
  private static final int MAX_ITEMS = 5_000;

  private final Sums sums;
  private final Sources sources;

  Explorer(Sums sums, Sources sources) {
    this.sums = sums;
    this.sources = sources;
  }

  /** What to compare with. */
  enum Compare {
    /** The days of the same number just before. */
    PREVIOUS,
    /** The same days a year before. */
    YEAR
  }

  /**
   * One sum.
   *
   * @param before the same in the period that is compared with, null when none is
   */
  record Item(String key, String amount, String currency, @Nullable String before) {}

  /** A period. */
  record Period(LocalDate from, LocalDate to) {}

  /**
   * The answer.
   *
   * @param parts what kinds of charges the totals are made of: usage, commitments, credits, ...
   * @param containsSample whether rows of sample data are in it
   * @param truncated whether only the largest items are given; totals are always whole
   */
  record Answer(
      List<Item> items,
      List<Money> totals,
      List<Item> parts,
      String groupBy,
      Metric metric,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Period before,
      boolean containsSample,
      boolean truncated,
      List<Sources.Source> sources) {}

  private record Key(String key, String currency) {}

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Answer answer(Question question, Dimension group, @Nullable Compare compare) {
    return answer(question, group.name(), compare, q -> sums.by(q, group));
  }

  /** Grouped by day. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Answer byDay(Question question) {
    Answer answer =
        answer(
            question,
            "day",
            null,
            q ->
                sums.daily(q, null).stream()
                    .map(sum ->
                        new Sum(String.valueOf(sum.bucket()), sum.currency(), null, sum.amount()))
                    .toList());
    var byDay = Comparator.comparing(Item::key).thenComparing(Item::currency);
    return new Answer(
        answer.items().stream().sorted(byDay).toList(),
        answer.totals(),
        answer.parts(),
        "day",
        answer.metric(),
        answer.from(),
        answer.to(),
        null,
        answer.containsSample(),
        answer.truncated(),
        answer.sources());
  }

  private interface Asking {
    List<Sum> sums(Question question);
  }

  private Answer answer(Question question, String name, @Nullable Compare compare, Asking asking) {
    Map<Key, BigDecimal> now = map(asking.sums(question));
    Period earlier = compare == null ? null : earlier(question, compare);
    Map<Key, BigDecimal> before =
        earlier == null
            ? Map.of()
            : map(asking.sums(question.between(earlier.from(), earlier.to())));
    Set<Key> keys = new HashSet<>(now.keySet());
    keys.addAll(before.keySet());
    List<Item> items =
        keys.stream()
            .sorted(
                Comparator.comparing((Key key) -> now.getOrDefault(key, BigDecimal.ZERO))
                    .reversed()
                    .thenComparing(Key::key)
                    .thenComparing(Key::currency))
            .limit(MAX_ITEMS)
            .map(key ->
                new Item(
                    key.key(),
                    text(now.get(key)),
                    key.currency(),
                    earlier == null ? null : text(before.get(key))))
            .toList();
    Map<String, BigDecimal> totals = new TreeMap<>();
    now.forEach((key, amount) -> totals.merge(key.currency(), amount, BigDecimal::add));
    return new Answer(
        items,
        totals.entrySet().stream().map(t -> Money.of(t.getValue(), t.getKey())).toList(),
        parts(question),
        name,
        question.metric(),
        question.from(),
        question.to(),
        earlier,
        question.sample() && sample(question),
        keys.size() > MAX_ITEMS,
        sources.all());
  }

  private boolean sample(Question question) {
    return sums.by(question, Parts.SAMPLE).stream().anyMatch(sum -> sum.key().equals("sample"));
  }

  private List<Item> parts(Question question) {
    return sums.by(question, Parts.PART).stream()
        .sorted(Comparator.comparing(Sum::amount).reversed())
        .map(sum -> new Item(sum.key(), text(sum.amount()), sum.currency(), null))
        .toList();
  }

  private static Map<Key, BigDecimal> map(List<Sum> sums) {
    Map<Key, BigDecimal> map = new HashMap<>();
    sums.forEach(
        sum -> map.merge(new Key(sum.key(), sum.currency()), sum.amount(), BigDecimal::add));
    return map;
  }

  private static String text(@Nullable BigDecimal amount) {
    return amount == null ? "0" : amount.toPlainString();
  }

  private static Period earlier(Question question, Compare compare) {
    LocalDate from = question.from();
    LocalDate to = question.to();
    if (from == null || to == null) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "To compare, give 'from' and 'to' of the period.");
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    return switch (compare) {
      case PREVIOUS -> new Period(from.minusDays(days), from.minusDays(1));
      case YEAR -> new Period(from.minusYears(1), to.minusYears(1));
    };
  }
}
