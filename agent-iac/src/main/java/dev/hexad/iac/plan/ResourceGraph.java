package dev.hexad.iac.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which resources stand on which, as the state that a plan begins with tells it: directly or by
 * others, also through local values and outputs of modules.
 *
 * @param dependsOn addresses without instance keys; those of the resources that there are
 */
record ResourceGraph(Map<String, Set<String>> dependsOn) {
  private static final Pattern KEY = Pattern.compile("\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*\")]");

  /**
   * A resource that stays as it is, and stands on what changes.
   *
   * @param on what changes
   */
  record Touched(String address, List<String> on) {
    Touched {
      on = List.copyOf(on);
    }
  }

  static ResourceGraph of(@Nullable JsonNode priorState) {
    var dependsOn = new TreeMap<String, Set<String>>();
    if (priorState != null) {
      read(priorState.at("/values/root_module"), dependsOn);
    }
    return new ResourceGraph(dependsOn);
  }

  private static void read(JsonNode module, Map<String, Set<String>> dependsOn) {
    for (JsonNode resource : module.path("resources")) {
      if (resource.path("mode").asString("").equals("managed")) {
        Set<String> on =
            dependsOn.computeIfAbsent(
                name(resource.path("address").asString("")), address -> new TreeSet<>());
        resource.path("depends_on").forEach(each -> on.add(each.asString("")));
      }
    }
    module.path("child_modules").forEach(child -> read(child, dependsOn));
  }

  /** The address without the keys of instances: all of one resource stand on the same. */
  static String name(String address) {
    return KEY.matcher(address).replaceAll("");
  }

  /** What is not changed itself, and stands on something that is. */
  List<Touched> touched(List<PlannedChange> changes) {
    var changed = new TreeSet<String>();
    changes.stream()
        .filter(change -> Set.of("update", "replace", "delete").contains(change.action()))
        .forEach(change -> changed.add(name(change.address())));
    return dependsOn.entrySet().stream()
        .filter(resource -> !changed.contains(resource.getKey()))
        .map(resource ->
            new Touched(
                resource.getKey(), resource.getValue().stream().filter(changed::contains).toList()))
        .filter(touched -> !touched.on().isEmpty())
        .toList();
  }

  /** What each resource stands on itself, without what that stands on in turn. */
  Map<String, Set<String>> direct() {
    var direct = new TreeMap<String, Set<String>>();
    dependsOn.forEach((address, all) -> {
      var own = new TreeSet<>(all);
      own.retainAll(dependsOn.keySet());
      all.forEach(each -> own.removeAll(dependsOn.getOrDefault(each, Set.of())));
      direct.put(address, own);
    });
    return direct;
  }
}
