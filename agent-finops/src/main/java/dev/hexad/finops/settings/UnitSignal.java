package dev.hexad.finops.settings;

import java.util.Set;

/**
 * Something that costs are divided by, as a signal of the Monitoring agent counts it.
 *
 * @param name of one of them, for example {@code request} or {@code customer}
 * @param signal a rate by its unit, such as {@code 1/s}, is added up over the time; of a level,
 *     such as customers, the mean counts
 */
public record UnitSignal(String name, String signal) {
  /** Those that the ledger counts. */
  private static final Set<String> TAKEN = Set.of("deploy", "rollback", "apply", "build", "run");

  public UnitSignal {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,39}") || TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "units: a name is 1 to 40 small letters, digits and dashes, and none of deploy, rollback,"
              + " apply, build, run");
    }
    if (signal == null || signal.isBlank()) {
      throw new IllegalArgumentException("units: '" + name + "' needs a signal");
    }
  }
}
