package dev.hexad.cloud.iac;

import dev.hexad.cloud.search.Resource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells whether what a state names may be a resource of the inventory; pure. */
final class IacTypes {
  private static final Map<String, String> PREFIXES =
      Map.of("aws", "aws_", "azure", "azurerm_", "gcp", "google_");

  /** Such an id is nobody else's; others, such as names, may be. */
  private static final Pattern TELLING = Pattern.compile("arn:.*|/?[^/]+/.*|//.*|.*-[0-9a-f]{8,}");

  private final Map<String, List<String>> types;

  private record Table(Map<String, List<String>> types) {}

  IacTypes() {
    this.types = IacTable.read("types", Table.class).types();
  }

  /** Whether states are compared at all with what a provider has. */
  static boolean isCompared(Resource resource) {
    return PREFIXES.containsKey(resource.provider());
  }

  /** What to ask for: its id, and its name where that may be the id in a state. */
  List<String> keys(Resource resource) {
    return resource.id().equals(resource.name()) || !types.containsKey(resource.type())
        ? List.of(resource.id())
        : List.of(resource.id(), resource.name());
  }

  boolean matches(Resource resource, String asked, String terraformType) {
    List<String> known = types.get(resource.type());
    if (known != null) {
      return known.contains(terraformType);
    }
    @Nullable String prefix = PREFIXES.get(resource.provider());
    return prefix != null
        && terraformType.startsWith(prefix)
        && asked.equals(resource.id())
        && TELLING.matcher(asked).matches();
  }
}
