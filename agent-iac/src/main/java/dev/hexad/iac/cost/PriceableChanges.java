package dev.hexad.iac.cost;

import dev.hexad.contracts.command.EstimateParameters.PlannedChange;
import dev.hexad.contracts.command.EstimateParameters.PlannedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a planned change matters for its price: scalars, those of nested blocks with a dot. */
public final class PriceableChanges {
  private static final List<String> PLACES = List.of("region", "location", "availability_zone");

  private PriceableChanges() {}

  /**
   * The change as the FinOps agent reads it; empty when nothing changes that could cost.
   *
   * @param before attributes with masked secrets, null when it is made
   * @param after the same, null when it is removed
   * @param region where its provider works, null when that is not known
   */
  public static Optional<PlannedChange> of(
      String address,
      String type,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @Nullable String region) {
    PlannedState was = state(before);
    PlannedState becomes = state(after);
    return was == null && becomes == null
        ? Optional.empty()
        : Optional.of(
            new PlannedChange(
                address, type, place(before, after, region), id(before), was, becomes));
  }

  private static @Nullable PlannedState state(@Nullable JsonNode attributes) {
    if (!(attributes instanceof ObjectNode object)) {
      return null;
    }
    var scalars = new HashMap<String, String>();
    object.forEachEntry((name, value) -> put(scalars, name, value));
    return new PlannedState(scalars, null, null);
  }

  /** Blocks that may be there once are lists of one. */
  private static void put(Map<String, String> scalars, String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      scalars.put(name, value.asString());
    } else if (value.isArray() && value.path(0) instanceof ObjectNode block) {
      block.forEachEntry((inner, scalar) -> {
        if (scalar.isValueNode() && !scalar.isNull()) {
          scalars.put(name + "." + inner, scalar.asString());
        }
      });
    }
  }

  private static @Nullable String place(
      @Nullable JsonNode before, @Nullable JsonNode after, @Nullable String region) {
    return Stream.of(after, before)
        .filter(ObjectNode.class::isInstance)
        .flatMap(state -> PLACES.stream().map(state::path))
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(place -> !place.startsWith("("))
        .findFirst()
        // The zone of AWS is its region and a letter.
        .map(place -> place.replaceFirst("^([a-z]{2}(?:-[a-z]+)+-\\d)[a-z]$", "$1"))
        .orElse(region);
  }

  private static @Nullable String id(@Nullable JsonNode before) {
    JsonNode id =
        before == null
            ? null
            : before.path("arn").isString() ? before.path("arn") : before.path("id");
    return id == null || !id.isString() ? null : id.asString();
  }
}
