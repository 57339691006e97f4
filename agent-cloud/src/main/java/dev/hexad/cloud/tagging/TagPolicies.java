package dev.hexad.cloud.tagging;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.Acts;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.TagPolicy;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** How well tag policies are kept, and what brings them about. */
@Service
class TagPolicies {
  private static final int LOOKED_AT = 500;

  private final LiveConfiguration<CloudSettings> settings;
  private final Search search;
  private final TagExceptions exceptions;
  private final Acts acts;

  TagPolicies(
      LiveConfiguration<CloudSettings> settings,
      Search search,
      TagExceptions exceptions,
      Acts acts) {
    this.settings = settings;
    this.search = search;
    this.exceptions = exceptions;
    this.acts = acts;
  }

  /** How many keep one key. */
  record KeyCoverage(String key, long keeping) {}

  /**
   * How well a policy is kept.
   *
   * @param violators filter that finds those that do not keep it
   * @param due how many of those have used up their time
   */
  record Report(
      TagPolicy policy,
      long total,
      long violating,
      long due,
      long excepted,
      List<KeyCoverage> keys,
      String violators) {}

  List<Report> reports() {
    return settings.current().tagPolicies().stream().map(this::report).toList();
  }

  private Report report(TagPolicy policy) {
    return new Report(
        policy,
        search.count(PolicyFilter.scope(policy)),
        search.count(PolicyFilter.violators(policy)),
        search.count(PolicyFilter.due(policy)),
        exceptions.inForce(policy.name()).size(),
        PolicyFilter.keys(policy).stream()
            .map(key -> new KeyCoverage(key, search.count(PolicyFilter.keeping(policy, key))))
            .toList(),
        PolicyFilter.violators(policy));
  }

  TagPolicy require(String name) {
    return settings.current().tagPolicies().stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(() -> HexadException.notFound("tag policy", name));
  }

  /**
   * Plans an act that sets the defaults where they are missing; as many as one act may touch.
   *
   * @return the act, which can be carried out
   */
  UUID remediate(String name, String who) {
    TagPolicy policy = require(name);
    if (policy.defaults().isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The policy '" + name + "' has no 'defaults', so that nothing can be set.");
    }
    var passed = exceptions.inForce(name);
    int most = settings.current().actions().maxResources();
    var parts = new ArrayList<Acts.Part>();
    for (Resource resource : search.find(PolicyFilter.due(policy), LOOKED_AT)) {
      Map<String, String> tags = missing(policy, resource.tags());
      if (parts.size() < most
          && !tags.isEmpty()
          && !passed.contains(resource.uid())
          && acts.offers("tag", resource.type())) {
        JsonNode parameters = Json.tree(Map.of("tags", tags));
        parts.add(new Acts.Part(resource.uid(), "tag", parameters));
      }
    }
    if (parts.isEmpty()) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "There is nothing that could be set to keep '" + name + "'.");
    }
    return acts.plan(
        who, "tag", Json.tree(policy.defaults()), parts, "keeps tag policy " + name, null);
  }

  static Map<String, String> missing(TagPolicy policy, JsonNode tags) {
    Map<String, String> missing = new TreeMap<>();
    policy
        .defaults()
        .forEach((key, value) -> {
          JsonNode now = tags.get(key);
          List<String> allowed = policy.allowed().get(key);
          boolean fits = now != null && (allowed == null || allowed.contains(now.asString()));
          boolean optional = now == null && !policy.required().contains(key);
          if (!fits && !optional) {
            missing.put(key, value);
          }
        });
    return missing;
  }
}
