package dev.hexad.monitoring.rule;

import dev.hexad.monitoring.settings.Rule;
import dev.hexad.monitoring.signal.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a rule over stored values: when it would have fired, and for how long. Pure. */
final class BackTest {
  private static final int MISSED = 3;

  private final Rule rule;
  private final List<Fired> fired = new ArrayList<>();
  private final List<Trend.Point> recent = new ArrayList<>();
  private @Nullable Instant badSince;
  private @Nullable Instant goodSince;
  private @Nullable Fired open;

  private BackTest(Rule rule) {
    this.rule = rule;
  }

  /**
   * A time in which it would have fired.
   *
   * @param to null when it would still
   */
  record Fired(Instant from, @Nullable Instant to, String why) {}

  static List<Fired> run(Rule rule, List<Taken> values) {
    var test = new BackTest(rule);
    Taken before = null;
    for (Taken taken : values) {
      if (rule.kind() == Rule.Kind.ABSENCE) {
        test.gap(before, taken);
      } else {
        Breach breach =
            Breach.of(
                rule,
                new Breach.Input(
                    taken.value(), taken.reading(), taken.signal().unit(), test.ahead(taken)));
        test.see(taken.at(), breach);
      }
      before = taken;
    }
    if (test.open != null) {
      test.fired.add(test.open);
    }
    return test.fired;
  }

  private void gap(@Nullable Taken before, Taken now) {
    if (before == null) {
      return;
    }
    Duration missing = Duration.between(before.at(), now.at());
    Duration allowed =
        Duration.ofSeconds((long) MISSED * now.signal().seconds() + rule.forSeconds());
    if (missing.compareTo(allowed) > 0) {
      String why = "no value for " + missing.toSeconds() + " s";
      fired.add(
          new Fired(before.at().plus(allowed), now.at().plusSeconds(rule.keepSeconds()), why));
    }
  }

  private @Nullable Double ahead(Taken taken) {
    if (rule.kind() != Rule.Kind.FORECAST) {
      return null;
    }
    Duration horizon = Duration.ofMinutes(rule.horizonMinutes());
    recent.add(new Trend.Point(taken.at(), taken.value()));
    Instant oldest = taken.at().minus(horizon);
    recent.removeIf(point -> point.at().isBefore(oldest));
    return Trend.ahead(recent, horizon);
  }

  private void see(Instant at, Breach breach) {
    if (breach.bad()) {
      goodSince = null;
      badSince = badSince == null ? at : badSince;
      if (open == null && !at.isBefore(badSince.plusSeconds(rule.forSeconds()))) {
        open = new Fired(at, null, breach.words());
      }
      return;
    }
    badSince = null;
    Fired firing = open;
    if (firing == null) {
      return;
    }
    goodSince = goodSince == null ? at : goodSince;
    if (!at.isBefore(goodSince.plusSeconds(rule.keepSeconds()))) {
      fired.add(new Fired(firing.from(), at, firing.why()));
      open = null;
      goodSince = null;
    }
  }
}
