package dev.hexad.finops.settings;

import org.jspecify.annotations.Nullable;

/**
 * Which signals of the Monitoring agent say how much machines and databases are used. Each has a
 * series for each of them.
 *
 * @param cpu signal of the processors of machines: percent by its unit, else a share of 0 to 1
 * @param memory the same of memory; without it no smaller size is proposed
 * @param label of the series that names the machine as the bill does
 * @param connections signal of the connections of databases; idle ones are not looked for when
 *     absent
 * @param databaseLabel the same of databases
 * @param days that are looked back, 14 when absent
 */
public record MachineSignals(
    @Nullable String cpu,
    @Nullable String memory,
    @Nullable String label,
    @Nullable String connections,
    @Nullable String databaseLabel,
    @Nullable Integer days) {
  private static final int USUAL_DAYS = 14;
  private static final int MOST_DAYS = 90;

  public MachineSignals {
    if (cpu == null && connections == null) {
      throw new IllegalArgumentException(
          "machines: name 'cpu', a signal of Monitoring, or 'connections'");
    }
    if (memory != null && cpu == null) {
      throw new IllegalArgumentException("machines: 'memory' is of no use without 'cpu'");
    }
    if ((cpu == null) != (label == null) || (connections == null) != (databaseLabel == null)) {
      throw new IllegalArgumentException(
          "machines: 'cpu' needs 'label', and 'connections' needs 'databaseLabel', which name what"
              + " a series is of");
    }
    days = days == null ? USUAL_DAYS : days;
    if (days < USUAL_DAYS || days > MOST_DAYS) {
      throw new IllegalArgumentException("machines: 'days' must be 14 to 90, not " + days);
    }
  }

  @Override
  public Integer days() {
    return days == null ? USUAL_DAYS : days;
  }
}
