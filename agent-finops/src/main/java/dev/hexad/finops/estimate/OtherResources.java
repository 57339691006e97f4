package dev.hexad.finops.estimate;

import dev.hexad.finops.price.Meter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What resources of Google and Azure are paid for, by their Terraform types. */
final class OtherResources {
  static final Map<String, Function<Planned, List<Part>>> TYPES =
      Map.of(
          "google_compute_instance",
          OtherResources::googleInstance,
          "azurerm_linux_virtual_machine",
          OtherResources::azureInstance);

  private static final Pattern MACHINE =
      Pattern.compile("([a-z]\\d[a-z]?)-(standard|highmem|highcpu)-(\\d+)");

  private OtherResources() {}

  /** Google takes money for cores and memory, not for machines. */
  private static List<Part> googleInstance(Planned planned) {
    Matcher machine = MACHINE.matcher(planned.text("machine_type"));
    if (!machine.matches()) {
      return List.of(
          new Part.Nothing(
              "machine_type must be a standard, highmem or highcpu one, such as n2-standard-4"));
    }
    if (planned.text("scheduling.preemptible").equals("true")
        || planned.text("scheduling.provisioning_model").equals("SPOT")) {
      return List.of(new Part.Nothing("spot prices change by the hour"));
    }
    String family = machine.group(1).toUpperCase(Locale.ROOT);
    double cores = Integer.parseInt(machine.group(3));
    double memory = cores * gigabytesOfACore(family, machine.group(2));
    return List.of(
        planned.metered("cores", Meter.GOOGLE_CORES, family, cores * planned.hours()),
        planned.metered("memory", Meter.GOOGLE_MEMORY, family, memory * planned.hours()),
        new Part.Unknown("disks", "they are not priced"));
  }

  private static double gigabytesOfACore(String family, String shape) {
    boolean first = family.equals("N1");
    return switch (shape) {
      case "highmem" -> first ? 6.5 : 8;
      case "highcpu" -> first ? 0.9 : 1;
      default -> first ? 3.75 : 4;
    };
  }

  private static List<Part> azureInstance(Planned planned) {
    String size = planned.text("size").replaceFirst("(?i)^(standard|basic)_", "");
    if (size.isEmpty()) {
      return List.of(new Part.Nothing("size is not known"));
    }
    if (planned.text("priority").equalsIgnoreCase("Spot")) {
      return List.of(new Part.Nothing("spot prices change by the hour"));
    }
    return List.of(
        planned.metered("instance hours", Meter.AZURE_INSTANCE, size, planned.hours()),
        new Part.Unknown("OS disk", "it is not priced"));
  }
}
