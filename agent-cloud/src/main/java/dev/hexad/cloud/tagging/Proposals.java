package dev.hexad.cloud.tagging;

import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.cloud.tagging.Lineage.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Says which tags would bring a resource in line with a policy, and where each is taken from. */
@Component
class Proposals {
  private final Lineage lineage;

  Proposals(Lineage lineage) {
    this.lineage = lineage;
  }

  /**
   * A tag that would be set.
   *
   * @param from for people, for example {@code application shop}
   */
  record Setting(String key, String value, String from) {}

  /**
   * A tag that nobody has a value for.
   *
   * @param why for people
   */
  record Open(String key, String why) {}

  /** What would be done to one resource. */
  record Proposal(List<Setting> set, List<Open> open) {
    Proposal {
      set = List.copyOf(set);
      open = List.copyOf(open);
    }

    Map<String, String> tags() {
      Map<String, String> tags = new TreeMap<>();
      set.forEach(one -> tags.put(one.key(), one.value()));
      return tags;
    }

    /** For people, for example {@code would set env=prod, taken from aws.ec2.vpc shop}. */
    String words() {
      return set.stream()
          .map(one -> "%s=%s, taken from %s".formatted(one.key(), one.value(), one.from()))
          .collect(Collectors.joining("; ", "would set ", ""));
    }
  }

  Proposal of(TagPolicy policy, Resource resource) {
    Lineage.Family family = lineage.of(resource);
    var set = new ArrayList<Setting>();
    var open = new ArrayList<Open>();
    for (String key : PolicyFilter.keys(policy)) {
      if (!isKept(policy, key, resource.tags().get(key))) {
        candidates(policy, key, family)
            .filter(taken -> isAllowed(policy, key, taken.value()))
            .findFirst()
            .ifPresentOrElse(
                taken -> set.add(new Setting(key, taken.value(), taken.from())),
                () -> open.add(new Open(key, why(policy, key))));
      }
    }
    return new Proposal(set, open);
  }

  private static Stream<Taken> candidates(TagPolicy policy, String key, Lineage.Family family) {
    String usual = policy.defaults().get(key);
    return Stream.concat(
        policy.takenFrom().getOrDefault(key, List.of()).stream()
            .map(place -> family.take(TagSource.of(place, key)))
            .flatMap(Optional::stream),
        Stream.ofNullable(usual).map(value -> new Taken(value, "the defaults of the policy")));
  }

  private String why(TagPolicy policy, String key) {
    List<String> places = policy.takenFrom().getOrDefault(key, List.of());
    if (places.isEmpty()) {
      return "the policy has neither a place to take it from nor a default";
    }
    Optional<String> away =
        places.stream().anyMatch(place -> place.startsWith("application."))
            ? lineage.away()
            : Optional.empty();
    return away.orElse("none of " + String.join(", ", places) + " has a value that is allowed");
  }

  private static boolean isKept(TagPolicy policy, String key, @Nullable JsonNode now) {
    return now == null
        ? !policy.required().contains(key)
        : isAllowed(policy, key, now.asString(""));
  }

  private static boolean isAllowed(TagPolicy policy, String key, String value) {
    List<String> allowed = policy.allowed().get(key);
    return allowed == null || allowed.contains(value);
  }
}
