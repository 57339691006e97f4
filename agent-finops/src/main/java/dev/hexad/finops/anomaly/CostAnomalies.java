package dev.hexad.finops.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches daily cost. Hand over each day once, in order; what it finds depends on that day and
 * those before. Holds half a year of numbers per place and no charges. Not safe for use by several
 * threads.
 */
public final class CostAnomalies {
  private static final double SURE = 4.2;
  private static final double HINTED = 0.6;
  private static final double LASTING = 0.6;
  private static final double RELAPSE = 0.2;
  private static final double STEADINESS = 1.5;
  private static final double SMALL = Math.log(1.07);
  private static final double UP = Math.log(1.13);
  private static final double DOWN = Math.log(0.55);
  private static final double NEWCOMER_SHARE = 0.0012;
  private static final double NEWCOMER_SCORE = 99;
  private static final double NEWCOMER_RATIO = 3;
  private static final double NOTHING = 1e-6;
  private static final int SETTLED = 60;
  private static final int NEW_DAYS = 28;
  private static final int ADOPTED = 45;
  private static final int GAP = 3;

  /** A planned change beyond this makes the past of a place useless. */
  private static final double OTHER_KIND = 0.3;

  private final Map<Place, Leaf> leaves = new LinkedHashMap<>();
  private final Map<String, Change> changes = new HashMap<>();
  private final Breadth breadth = new Breadth();
  private final History totals = new History();
  private final Reports reports = new Reports();
  private long first = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;

  /** How one place looked on the day. */
  private record Seen(Place place, Leaf leaf, Leaf.Look look) {}

  /** What that means. */
  record Finding(
      Place place, Leaf leaf, double score, double ratio, double excess, int direction) {}

  /** Makes a change known; it counts from its date on. */
  public void change(Change change) {
    changes.put(change.id(), change);
  }

  /**
   * Judges a day.
   *
   * @param charges those of the day; charges of earlier days correct what is known of these
   * @throws IllegalArgumentException when the day is not after the one before
   */
  public List<Detection> day(LocalDate date, Collection<Charge> charges) {
    long day = date.toEpochDay();
    if (last != Long.MIN_VALUE && day <= last) {
      throw new IllegalArgumentException(date + " was judged already");
    }
    first = first == Long.MIN_VALUE ? day : first;
    last = day;
    changes.values().removeIf(change -> change.date().toEpochDay() < day - History.KEPT);
    Map<Place, Double> costs = costs(day, charges);
    double usual = usualTotal(day);
    totals.put(day, costs.values().stream().mapToDouble(Double::doubleValue).sum());
    for (Place place : costs.keySet()) {
      leaves.computeIfAbsent(place, p -> new Leaf(day, day - first >= SETTLED));
    }
    Arrivals arrivals = Arrivals.of(leaves, costs);
    List<Seen> seen = new ArrayList<>();
    leaves.forEach((place, leaf) -> {
      if (!arrivals.missing(place)) {
        double cost = Math.max(0, costs.getOrDefault(place, 0.0));
        seen.add(new Seen(place, leaf, look(leaf, day, cost, usual)));
      }
    });
    breadth.see(
        seen.stream()
            .filter(one -> !one.leaf().newcomer && one.look() != Leaf.Look.UNKNOWN)
            .map(one -> one.look().score())
            .toList());
    List<Finding> findings = new ArrayList<>();
    for (Seen one : seen) {
      findings.add(finding(one, day));
    }
    TagShifts shifts = TagShifts.of(findings);
    List<Finding> hot = new ArrayList<>();
    for (Finding finding : findings) {
      if (settle(finding, day, shifts)) {
        hot.add(finding);
      }
    }
    return reports.of(day, hot, findings, changes.values());
  }

  private Map<Place, Double> costs(long day, Collection<Charge> charges) {
    Map<Place, Double> costs = new LinkedHashMap<>();
    for (Charge charge : charges) {
      long of = charge.day().toEpochDay();
      if (of == day) {
        costs.merge(charge.place(), charge.cost(), Double::sum);
      } else if (of < day) {
        Leaf leaf = leaves.get(charge.place());
        if (leaf != null) {
          leaf.restate(of, charge.cost());
        }
      } else {
        throw new IllegalArgumentException("a charge of " + charge.day() + " came too early");
      }
    }
    return costs;
  }

  private double usualTotal(long day) {
    double usual = Robust.median(totals.range(day - 7, day));
    return Double.isNaN(usual) ? 0 : usual;
  }

  private static Leaf.Look look(Leaf leaf, long day, double cost, double usual) {
    Leaf.Look look = leaf.look(day, cost, Math.max(NOTHING * usual, Double.MIN_NORMAL));
    if (!leaf.newcomer) {
      return look;
    }
    boolean matters = cost > NEWCOMER_SHARE * usual;
    return new Leaf.Look(matters ? NEWCOMER_SCORE : 0, matters ? NEWCOMER_RATIO : 0, cost);
  }

  private Finding finding(Seen seen, long day) {
    Place place = seen.place();
    Leaf leaf = seen.leaf();
    Leaf.Look look = seen.look();
    double score = leaf.newcomer ? look.score() : breadth.temper(look.score());
    double needed = SURE * (1 + RELAPSE * leaf.relapses());
    if (changes.values().stream().anyMatch(change -> change.hints(place, day))) {
      needed *= HINTED;
    }
    if (leaf.run > 0 && day - leaf.lastHot < GAP) {
      needed *= LASTING;
    }
    int direction = 0;
    if (score > needed && look.ratio() > (score > STEADINESS * needed ? SMALL : UP)) {
      direction = 1;
    } else if (score < -needed && look.ratio() < DOWN) {
      direction = -1;
    }
    return new Finding(place, leaf, score, look.ratio(), look.excess(), direction);
  }

  /** Teaches the leaf, and tells whether its finding is to be reported. */
  private boolean settle(Finding finding, long day, TagShifts shifts) {
    Leaf leaf = finding.leaf();
    boolean excused =
        changes.values().stream()
            .anyMatch(change -> change.excuses(finding.place(), day, finding.ratio()));
    if (leaf.newcomer && (excused || leaf.age(day) >= NEW_DAYS)) {
      leaf.restart(day);
      return false;
    }
    if (finding.direction() == 0) {
      if (!leaf.newcomer) {
        leaf.accept(day);
      }
      return false;
    }
    boolean shifted = shifts.explain(finding.place()) || day - leaf.lastShift < GAP;
    if (shifted || excused) {
      if (shifted) {
        leaf.lastShift = day;
        leaf.lastHot = day;
        leaf.hold(day);
      } else if (Math.abs(finding.ratio()) > OTHER_KIND) {
        leaf.restart(day);
      } else {
        leaf.adjust(day);
      }
      return false;
    }
    if (leaf.run == 0 || day - leaf.lastHot > GAP || leaf.direction != finding.direction()) {
      leaf.run = 0;
      leaf.start = day;
      leaf.direction = finding.direction();
      leaf.begin(day);
    }
    leaf.run++;
    leaf.lastHot = day;
    if (leaf.run >= ADOPTED) {
      leaf.restart(day);
      return false;
    }
    if (!leaf.newcomer) {
      leaf.hold(day);
    }
    return true;
  }
}
