package dev.hexad.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the services are spread over processes. */
public enum Layout {
  /** All in one JVM: fast and light. */
  SINGLE,
  /** A process for each, as in production. */
  PROCESSES;

  /** The JVMs of this layout and the services that each of them carries. */
  List<Unit> units() {
    return switch (this) {
      case SINGLE -> List.of(Unit.ALL);
      case PROCESSES -> Arrays.stream(Service.values()).map(Unit::of).toList();
    };
  }

  static List<Unit> allUnits() {
    return Stream.of(values()).flatMap(layout -> layout.units().stream()).toList();
  }

  static Layout parse(String text) {
    for (Layout layout : values()) {
      if (layout.toString().equals(text)) {
        return layout;
      }
    }
    throw new UsageException("--layout is 'single' or 'processes', not '" + text + "'");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
