package dev.hexad.finops.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known about one place: its usual cost by weekday and turn of the month, on a logarithmic
 * scale, and how far it strays from that. Days that were out of the ordinary do not teach.
 */
final class Leaf {
  private static final double FLOOR = 0.012;
  private static final int WEEKS = 56;
  private static final int SPREAD_DAYS = 90;
  private static final int LEARNING = 14;
  private static final int RESIDUALS = 20;
  private static final int LEVEL_DAYS = 10;
  private static final int SLOW = 4;
  private static final double BURST = 0.5;
  private static final double BURST_SPREAD = 0.1;

  /** Growth has not ended today. */
  private static final double GOES_ON = 0.6;

  private static final double SLOW_LEAST = Math.log(1.13);

  private final History clean = new History();
  private final History residuals = new History();
  private final History raw = new History();
  private final History slow = new History();
  private final List<Long> episodes = new ArrayList<>();
  private long first;
  private double value;
  private double expected = Double.NaN;
  private double residual;

  /** Appeared when the rest was already known, so that all of its cost is new. */
  boolean newcomer;

  double cost;
  int direction;
  long start;
  long lastHot = Long.MIN_VALUE / 2;
  long lastShift = Long.MIN_VALUE / 2;
  int run;

  Leaf(long day, boolean newcomer) {
    first = day;
    this.newcomer = newcomer;
  }

  /**
   * How a day compares.
   *
   * @param score deviation in units of the usual one
   * @param ratio logarithm of actual to expected
   */
  record Look(double score, double ratio, double excess) {
    static final Look UNKNOWN = new Look(0, 0, 0);
  }

  /** Compares a day with the days before. It must then be accepted, held or forgotten. */
  Look look(long day, double cost, double smallest) {
    this.cost = cost;
    value = Math.log(Math.max(cost, smallest));
    expected = Double.NaN;
    residual = Double.NaN;
    if (newcomer || day - first < LEARNING) {
      return Look.UNKNOWN;
    }
    long from = Math.max(first, day - WEEKS);
    double[] past = clean.range(from, day);
    double[] weekday = weekdays(past, from);
    double[] level = new double[past.length];
    for (int i = 0; i < past.length; i++) {
      level[i] = past[i] - weekday[Math.floorMod(from + i, 7)];
    }
    double base = tail(level, LEVEL_DAYS, 0) + weekday[Math.floorMod(day, 7)];
    raw.put(day, value - base);
    double edge = MonthEdge.at(day) ? edge(day) : 0;
    expected = base + edge;
    residual = value - expected;
    double[] known = residuals.range(Math.max(first, day - SPREAD_DAYS), day);
    if (Double.isNaN(base) || Robust.count(known) < RESIDUALS) {
      return Look.UNKNOWN;
    }
    double spread = Robust.spread(known, FLOOR);
    double excess = cost - Math.exp(expected);
    if (Robust.quantile(Arrays.stream(known).map(Math::abs).toArray(), 0.95) > BURST) {
      return beyond(day);
    }
    Look creeping = creeping(day, level, weekday[Math.floorMod(day, 7)], edge, excess);
    Look sudden = new Look(residual / spread, residual, excess);
    return creeping.score() > sudden.score() && residual > 0 ? creeping : sudden;
  }

  /** A place with bursts is only compared with its highest and lowest days. */
  private Look beyond(long day) {
    double[] past = clean.range(Math.max(first, day - SPREAD_DAYS), day);
    double high = Robust.quantile(past, 1);
    double low = Robust.quantile(past, 0);
    double over = value > high ? value - high : Math.min(0, value - low);
    return new Look(over / BURST_SPREAD, over, cost - Math.exp(over > 0 ? high : low));
  }

  /** Mean of the last days against a level from before them: finds what grows day by day. */
  private Look creeping(long day, double[] level, double weekday, double edge, double excess) {
    double before = tail(level, LEARNING, SLOW);
    double today = Math.min(residual, value - weekday - edge - before);
    double sum = today;
    int count = 1;
    for (int i = Math.max(0, level.length - SLOW + 1); i < level.length; i++) {
      if (!Double.isNaN(level[i])) {
        sum += level[i] - before;
        count++;
      }
    }
    double mean = sum / count;
    slow.put(day, mean);
    double[] known = slow.range(Math.max(first, day - SPREAD_DAYS), day - 2);
    if (Robust.count(known) < RESIDUALS + RESIDUALS / 2
        || mean < SLOW_LEAST
        || today < GOES_ON * mean) {
      return Look.UNKNOWN;
    }
    return new Look(mean / Robust.spread(known, FLOOR), mean, excess);
  }

  private static double tail(double[] values, int count, int before) {
    int to = Math.max(0, values.length - before);
    return Robust.median(Arrays.copyOfRange(values, Math.max(0, to - count), to));
  }

  private static double[] weekdays(double[] past, long from) {
    double middle = tail(past, 28, 0);
    double[] out = new double[7];
    for (int w = 0; w < 7; w++) {
      double[] same = new double[past.length];
      for (int i = 0; i < past.length; i++) {
        same[i] = Math.floorMod(from + i, 7) == w ? past[i] : Double.NaN;
      }
      double effect = Robust.median(same) - middle;
      out[w] = Double.isNaN(effect) ? 0 : effect;
    }
    return out;
  }

  private double edge(long day) {
    int wanted = MonthEdge.of(day);
    long from = Math.max(first, day - History.KEPT + 2);
    double[] same = raw.range(from, day);
    for (int i = 0; i < same.length; i++) {
      same[i] = MonthEdge.of(from + i) == wanted ? same[i] : Double.NaN;
    }
    double effect = Robust.median(same);
    return Double.isNaN(effect) ? 0 : effect;
  }

  /** An ordinary day: learn from it. */
  void accept(long day) {
    double unusual = MonthEdge.at(day) ? raw.get(day) : 0;
    clean.put(day, Double.isNaN(unusual) ? value : value - unusual);
    residuals.put(day, residual);
    if (day - lastHot > 2) {
      run = 0;
    }
  }

  /** A day out of the ordinary: remember what should have been. */
  void hold(long day) {
    clean.put(day, expected);
    residuals.put(day, Double.NaN);
  }

  /** A day out of the ordinary that was agreed to: the level moves, the spread does not. */
  void adjust(long day) {
    clean.put(day, value);
    residuals.put(day, Double.NaN);
  }

  /** The new cost is right from now on. */
  void restart(long day) {
    first = day;
    newcomer = false;
    residuals.clear();
    raw.clear();
    slow.clear();
    clean.put(day, value);
    run = 0;
  }

  /** A charge for an earlier day came late or was restated. */
  void restate(long day, double difference) {
    double known = clean.get(day);
    double restated = Math.exp(known) + difference;
    if (restated > 0) {
      clean.put(day, Math.log(restated));
    }
  }

  double expectedCost() {
    return newcomer || Double.isNaN(expected) ? 0 : Math.exp(expected);
  }

  long age(long day) {
    return day - first;
  }

  void begin(long day) {
    episodes.add(day);
    episodes.removeIf(past -> past < day - SPREAD_DAYS);
  }

  /** How often it was out of the ordinary of late. */
  int relapses() {
    return episodes.size();
  }
}
