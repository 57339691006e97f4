package dev.hexad.finops.finding;

import dev.hexad.finops.finding.Anomaly.Driver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an anomaly cost so far and what moved: how much is used, or what it costs to use it.
 *
 * @param usual cost of an ordinary day before it
 * @param atStake the sum above it since the start
 * @param ended the first day that was ordinary again
 */
record Impact(
    double usual, double atStake, @Nullable LocalDate ended, Driver driver, String explanation) {
  static final int BEFORE = 28;
  private static final int LONGEST = 60;

  /** A day counts to it while it holds this share of the move. */
  private static final double LASTS = 0.35;

  /** What moves less than this explains nothing, as a logarithm. */
  private static final double LITTLE = Math.log(1.05);

  private static final double TINY = 1e-9;

  static Impact of(
      LocalDate start, LocalDate detected, LocalDate last, Map<LocalDate, Bill.Day> days) {
    List<Bill.Day> before = new ArrayList<>();
    for (int i = BEFORE; i > 0; i--) {
      before.add(days.getOrDefault(start.minusDays(i), Bill.Day.NOTHING));
    }
    double usual = median(before, Bill.Day::effective);
    double move = days.getOrDefault(detected, Bill.Day.NOTHING).effective() - usual;
    List<Bill.Day> during = new ArrayList<>();
    double atStake = 0;
    LocalDate ended = null;
    for (LocalDate day = start; !day.isAfter(last) && ended == null; day = day.plusDays(1)) {
      Bill.Day now = days.getOrDefault(day, Bill.Day.NOTHING);
      double over = now.effective() - usual;
      boolean lasts = move == 0 || over / move > LASTS;
      if (lasts || !day.isAfter(detected)) {
        during.add(now);
        atStake += over;
      } else {
        ended = day;
      }
      if (during.size() >= LONGEST) {
        break;
      }
    }
    double now = median(during, Bill.Day::effective);
    if (usual < TINY) {
      return new Impact(usual, atStake, ended, Driver.NEW, "there was nothing like it before");
    }
    if (now < TINY) {
      return new Impact(usual, atStake, ended, Driver.GONE, "it is not used any more");
    }
    return moved(usual, atStake, ended, before, during);
  }

  private static Impact moved(
      double usual,
      double atStake,
      @Nullable LocalDate ended,
      List<Bill.Day> before,
      List<Bill.Day> during) {
    boolean counted =
        median(before, Bill.Day::consumed) > TINY && median(during, Bill.Day::consumed) > TINY;
    // Without quantities, cost before commitments tells how much is used.
    ToDoubleFunction<Bill.Day> quantity = counted ? Bill.Day::consumed : Bill.Day::contracted;
    double used = ratio(before, during, quantity);
    double cost = ratio(before, during, Bill.Day::effective);
    double rate = cost / used;
    double usage = Math.log(Math.max(used, TINY));
    double price = Math.log(Math.max(rate, TINY));
    boolean byUsage = Math.abs(usage) > LITTLE && usage * Math.log(cost) > 0;
    boolean byRate = Math.abs(price) > LITTLE && price * Math.log(cost) > 0;
    Driver driver;
    if (byUsage
        && byRate
        && Math.min(Math.abs(usage), Math.abs(price))
            > 0.4 * Math.max(Math.abs(usage), Math.abs(price))) {
      driver = Driver.BOTH;
    } else {
      driver = Math.abs(usage) >= Math.abs(price) ? Driver.USAGE : Driver.RATE;
    }
    return new Impact(
        usual,
        atStake,
        ended,
        driver,
        "%s %s, cost per unit %s"
            .formatted(
                counted ? "used quantity" : "use at agreed prices", percent(used), percent(rate)));
  }

  private static double ratio(
      List<Bill.Day> before, List<Bill.Day> during, ToDoubleFunction<Bill.Day> value) {
    double past = median(before, value);
    return past < TINY ? 1 : Math.max(median(during, value), TINY) / past;
  }

  private static String percent(double ratio) {
    double percent = 100 * (ratio - 1);
    return Math.abs(percent) < 1 ? "unchanged" : String.format(Locale.ROOT, "%+.0f %%", percent);
  }

  private static double median(List<Bill.Day> days, ToDoubleFunction<Bill.Day> value) {
    double[] sorted = days.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
  }
}
