package dev.hexad.finops.saving;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which machines are too large. Each step is the size of half the processors, memory and price of
 * the same family; a step is only taken where what was used fits with room to spare, and never
 * without knowing how much memory was.
 */
final class Rightsizing {
  static final int FEWEST_DAYS = 14;
  private static final int MOST_STEPS = 2;
  private static final double IDLE = 0.03;
  private static final double CPU_P95 = 0.6;
  private static final double CPU_P99 = 0.8;
  private static final double MEMORY = 0.85;
  private static final Pattern SIZE = Pattern.compile("(\\w+(?:-\\w+)?)\\.(\\d{0,2})xlarge");

  private Rightsizing() {}

  /**
   * What should be done.
   *
   * @param size the smaller one; empty when it should be stopped
   * @param share of its cost that is saved
   */
  record Proposal(String size, double share, String evidence) {
    String rule() {
      return size.isEmpty() ? Advice.IDLE_MACHINE : Advice.OVERSIZED_MACHINE;
    }
  }

  static Optional<Proposal> of(MachineUse use) {
    if (use.days() < FEWEST_DAYS) {
      return Optional.empty();
    }
    if (use.cpuP99() < IDLE) {
      return Optional.of(
          new Proposal(
              "",
              1,
              "in %d days 99 %% of measurements used less than 3 %% of its processors"
                  .formatted(use.days())));
    }
    int steps = steps(use);
    String size = use.size() == null ? "" : use.size();
    int taken = 0;
    while (taken < steps && !half(size).isEmpty()) {
      size = half(size);
      taken++;
    }
    return taken == 0
        ? Optional.empty()
        : Optional.of(new Proposal(size, 1 - Math.pow(0.5, taken), evidence(use)));
  }

  private static int steps(MachineUse use) {
    Double memory = use.memoryMax();
    if (memory == null) {
      return 0;
    }
    int steps = 0;
    while (steps < MOST_STEPS) {
      double times = Math.pow(2, steps + 1);
      if (use.cpuP95() * times > CPU_P95
          || use.cpuP99() * times > CPU_P99
          || memory * times > MEMORY) {
        break;
      }
      steps++;
    }
    return steps;
  }

  /** The next smaller size, empty where it is not half in all things. */
  static String half(String size) {
    Matcher parts = SIZE.matcher(size);
    if (!parts.matches()) {
      return "";
    }
    int number = parts.group(2).isEmpty() ? 1 : Integer.parseInt(parts.group(2));
    if (number > 1 && number % 2 != 0) {
      return "";
    }
    return parts.group(1)
        + switch (number) {
          case 1 -> ".large";
          case 2 -> ".xlarge";
          default -> "." + number / 2 + "xlarge";
        };
  }

  private static String evidence(MachineUse use) {
    return "in %d days 95 %% of measurements used less than %.0f %% of its processors, 99 %% less than %.0f %%, and never more than %.0f %% of its memory"
        .formatted(
            use.days(),
            use.cpuP95() * 100,
            use.cpuP99() * 100,
            (use.memoryMax() == null ? 1 : use.memoryMax()) * 100);
  }
}
