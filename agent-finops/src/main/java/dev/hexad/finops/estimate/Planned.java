package dev.hexad.finops.estimate;

import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PlannedState;
import dev.hexad.finops.price.Meter;
import dev.hexad.finops.price.PriceQuestion;
import dev.hexad.finops.price.Unit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One state of a planned resource, with its region.
 *
 * @param region as bills name it
 */
record Planned(String region, PlannedState state) {
  private static final double HOURS = 730;

  /** The state, empty when the region is not known. */
  static Optional<Planned> of(PlannedChange change, PlannedState state) {
    String region = change.region();
    if (region == null || region.isBlank()) {
      region = place(state);
    }
    return region == null || region.isBlank()
        ? Optional.empty()
        : Optional.of(new Planned(region.toLowerCase(Locale.ROOT).replace(" ", ""), state));
  }

  private static @Nullable String place(PlannedState state) {
    String location = state.attributes().get("location");
    if (location != null) {
      return location;
    }
    String zone = state.attributes().get("availability_zone");
    if (zone != null) {
      return zone.replaceFirst("(\\d)[a-z]$", "$1");
    }
    zone = state.attributes().get("zone");
    return zone == null ? null : zone.replaceFirst("-[a-z]$", "");
  }

  /** An attribute, empty when it is not known. */
  String text(String name) {
    return state.attributes().getOrDefault(name, "").strip();
  }

  String text(String name, String usual) {
    String text = text(name);
    return text.isEmpty() ? usual : text;
  }

  /** A number, null when it is not known. */
  @Nullable Double number(String name) {
    String text = text(name);
    try {
      return text.isEmpty() ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  double hours() {
    return state.hoursPerMonth() == null ? HOURS : state.hoursPerMonth();
  }

  /** How much of a month it is there. */
  double share() {
    return Math.min(1, hours() / HOURS);
  }

  Part metered(String component, Meter meter, String size, double quantity) {
    return metered(component, meter, size, "", quantity);
  }

  Part metered(String component, Meter meter, String size, String variant, double quantity) {
    try {
      return new Part.Metered(component, new PriceQuestion(meter, size, variant, region), quantity);
    } catch (IllegalArgumentException e) {
      return new Part.Unknown(component, String.valueOf(e.getMessage()));
    }
  }

  /** What is paid by use: priced when the use is known. */
  Part used(String component, Meter meter, String size) {
    Unit unit = meter.unit();
    Double quantity = state.usage() == null ? null : state.usage().get(unit.word());
    return quantity == null
        ? new Part.Unknown(
            component, "it is paid by use; say it in usage as '" + unit.word() + "' in a month")
        : metered(component, meter, size, quantity);
  }
}
