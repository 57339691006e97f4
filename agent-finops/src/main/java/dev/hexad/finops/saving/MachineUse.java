package dev.hexad.finops.saving;

import org.jspecify.annotations.Nullable;

/**
 * How much a machine was used.
 *
 * @param resource its id, for example {@code i-0abc}
 * @param size for example {@code m5.2xlarge}; as the bill says when null
 * @param days that were measured
 * @param cpuP95 share of its processors, 0 to 1, that 95 of 100 measurements stay below
 * @param memoryMax largest share of its memory, 0 to 1; not known when absent
 */
record MachineUse(
    String resource,
    @Nullable String size,
    int days,
    double cpuP95,
    double cpuP99,
    @Nullable Double memoryMax) {
  MachineUse {
    if (resource == null || !resource.matches("[\\w.-]{1,200}")) {
      throw new IllegalArgumentException("machines: '" + resource + "' is no id of a machine");
    }
    if (size != null && !size.matches("[\\w.-]{1,60}")) {
      throw new IllegalArgumentException(
          "machines: '" + size + "' of '" + resource + "' is no size");
    }
    if (days < 1 || !share(cpuP95) || !share(cpuP99) || cpuP95 > cpuP99) {
      throw new IllegalArgumentException(
          "machines: '"
              + resource
              + "' needs days of at least 1, and cpuP95 and cpuP99 of 0 to 1 in this order");
    }
    if (memoryMax != null && !share(memoryMax)) {
      throw new IllegalArgumentException("machines: memoryMax of '" + resource + "' is not 0 to 1");
    }
  }

  private static boolean share(double value) {
    return value >= 0 && value <= 1;
  }
}
