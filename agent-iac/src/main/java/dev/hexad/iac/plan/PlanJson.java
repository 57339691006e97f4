package dev.hexad.iac.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hexad.contracts.command.EstimateParameters;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.cost.PriceableChanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code show -json} says of a plan, as documented for format version 1.
 *
 * @param changes every resource, also those that stay as they are
 * @param drift resources that are otherwise than the state says
 * @param inputs names of the input variables that the configuration declares
 * @param regions where providers work, by their names, as far as it is written down
 * @param graph which resources stand on which
 */
record PlanJson(
    List<PlannedChange> changes,
    List<PlannedChange> drift,
    Set<String> inputs,
    Map<String, String> regions,
    ResourceGraph graph) {
  PlanJson {
    changes = List.copyOf(changes);
    drift = List.copyOf(drift);
    inputs = Set.copyOf(inputs);
    regions = Map.copyOf(regions);
  }

  private record Document(
      @JsonProperty("format_version") @Nullable String formatVersion,
      @JsonProperty("errored") @Nullable Boolean errored,
      @JsonProperty("resource_changes") @Nullable List<Resource> resourceChanges,
      @JsonProperty("resource_drift") @Nullable List<Resource> resourceDrift,
      @JsonProperty("prior_state") @Nullable JsonNode priorState,
      @JsonProperty("configuration") @Nullable JsonNode configuration) {}

  private record Resource(
      String address,
      String type,
      Change change,
      @JsonProperty("action_reason") @Nullable String actionReason,
      @JsonProperty("previous_address") @Nullable String previousAddress) {}

  private record Change(
      List<String> actions,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @JsonProperty("after_unknown") @Nullable JsonNode afterUnknown,
      @JsonProperty("before_sensitive") @Nullable JsonNode beforeSensitive,
      @JsonProperty("after_sensitive") @Nullable JsonNode afterSensitive,
      @Nullable JsonNode importing) {}

  /**
   * Reads the document and masks what it marks as sensitive.
   *
   * @throws HexadException when it is no plan of format version 1, or one that failed
   */
  static PlanJson read(String json) {
    Document document = parse(json);
    String version = document.formatVersion();
    if (version == null || !version.startsWith("1.")) {
      throw new HexadException(
          ProblemType.INVALID,
          "The plan has format version "
              + version
              + "; Hexad reads version 1, which Terraform 1.x"
              + " and OpenTofu 1.x write.");
    }
    if (Boolean.TRUE.equals(document.errored())) {
      throw new HexadException(ProblemType.STEP_FAILED, "The plan ended with errors.");
    }
    return new PlanJson(
        changes(document.resourceChanges()),
        changes(document.resourceDrift()),
        inputs(document),
        regions(document),
        ResourceGraph.of(document.priorState()));
  }

  private static List<PlannedChange> changes(@Nullable List<Resource> resources) {
    return resources == null ? List.of() : resources.stream().map(PlanJson::change).toList();
  }

  private static Document parse(String json) {
    try {
      return Json.read(json, Document.class);
    } catch (JacksonException e) {
      // The message would quote the document, which holds secrets.
      throw new HexadException(
          ProblemType.INVALID, "The plan is not the JSON that 'show -json' writes.");
    }
  }

  private static Set<String> inputs(Document document) {
    JsonNode configuration = document.configuration();
    return configuration == null
        ? Set.of()
        : Set.copyOf(configuration.path("root_module").path("variables").propertyNames());
  }

  private static Map<String, String> regions(Document document) {
    var regions = new HashMap<String, String>();
    if (document.configuration() != null) {
      document
          .configuration()
          .path("provider_config")
          .forEachEntry((key, provider) -> {
            JsonNode region = provider.at("/expressions/region/constant_value");
            if (region.isString() && provider.path("alias").isMissingNode()) {
              regions.put(provider.path("name").asString(key), region.asString());
            }
          });
    }
    return regions;
  }

  private static PlannedChange change(Resource resource) {
    Change change = resource.change();
    return new PlannedChange(
        resource.address(),
        resource.type(),
        action(resource),
        Masking.mask(change.before(), change.beforeSensitive(), null),
        Masking.mask(change.after(), change.afterSensitive(), change.afterUnknown()),
        resource.actionReason(),
        resource.previousAddress(),
        change.importing() == null || change.importing().isNull() ? null : Boolean.TRUE);
  }

  private static String action(Resource resource) {
    List<String> actions = resource.change().actions();
    if (actions.size() == 1
        && Set.of("no-op", "create", "read", "update", "delete", "forget")
            .contains(actions.getFirst())) {
      return actions.getFirst();
    }
    if (actions.size() == 2 && actions.contains("create")) {
      return actions.contains("forget") ? "create" : "replace";
    }
    throw new HexadException(
        ProblemType.INVALID,
        "The plan does " + actions + " to " + resource.address() + ", which Hexad does not know.");
  }

  /** What will be done, without what stays. */
  List<PlannedChange> effective() {
    return changes.stream()
        .filter(c -> !"no-op".equals(c.action()) || c.movedFrom() != null || c.imported() != null)
        .toList();
  }

  /** What will be made, changed or removed, as far as it matters for its price. */
  List<EstimateParameters.PlannedChange> priceable() {
    return priceable(changes);
  }

  /** The same of what has drifted. */
  List<EstimateParameters.PlannedChange> priceableDrift() {
    return priceable(drift);
  }

  private List<EstimateParameters.PlannedChange> priceable(List<PlannedChange> changed) {
    Set<String> costly = Set.of("create", "update", "replace", "delete");
    return changed.stream()
        .filter(change -> costly.contains(change.action()))
        .flatMap(change ->
            PriceableChanges.of(
                change.address(),
                change.type(),
                change.before(),
                change.after(),
                regions.get(change.type().replaceFirst("_.*", "")))
                .stream())
        .toList();
  }

  int toAdd() {
    return count("create", "replace");
  }

  int toChange() {
    return count("update");
  }

  int toDestroy() {
    return count("delete", "replace");
  }

  private int count(String... actions) {
    Set<String> wanted = Set.of(actions);
    return (int) changes.stream().filter(c -> wanted.contains(c.action())).count();
  }
}
