package dev.hexad.cloud.action;

import dev.hexad.cloud.provider.ActionTarget;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.Sight;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.schema.Schemas;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** All actions of all providers. */
@Component
class Catalogue {
  private final List<CloudAction<?>> actions;

  Catalogue(List<CloudProvider> providers) {
    this.actions =
        providers.stream()
            .flatMap(provider -> provider.actions().stream())
            .<CloudAction<?>>map(action -> action)
            .toList();
  }

  /** An action as people see it. */
  record Entry(
      String name,
      String description,
      String provider,
      List<String> types,
      String risk,
      JsonNode parameters,
      List<String> permissions) {
    static Entry of(CloudAction<?> action) {
      return new Entry(
          action.name(),
          action.description(),
          action.provider(),
          action.types().stream().sorted().toList(),
          action.risk().name(),
          Schemas.of(action.parametersType()),
          action.permissions());
    }
  }

  List<Entry> entries(@Nullable String type) {
    return actions.stream()
        .filter(action -> type == null || action.types().contains(type))
        .map(Entry::of)
        .toList();
  }

  boolean offers(String name, String type) {
    return actions.stream().anyMatch(a -> a.name().equals(name) && a.types().contains(type));
  }

  /**
   * The action of this name for a type.
   *
   * @throws HexadException that says what there is
   */
  CloudAction<?> require(String name, String type) {
    Optional<CloudAction<?>> found =
        actions.stream()
            .filter(action -> action.name().equals(name) && action.types().contains(type))
            .findFirst();
    return found.orElseThrow(() ->
        new HexadException(
            ProblemType.INVALID,
            "There is no action '%s' for %s; there are: %s."
                .formatted(
                    name,
                    type,
                    String.join(
                        ", ",
                        actions.stream()
                            .filter(action -> action.types().contains(type))
                            .map(CloudAction::name)
                            .toList()))));
  }

  /**
   * Checks parameters before anything is looked at.
   *
   * @throws HexadException with a finding for each field
   */
  void check(CloudAction<?> action, JsonNode parameters) {
    var findings = Schemas.check(Schemas.of(action.parametersType()), parameters);
    if (!findings.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The parameters of '" + action.name() + "' are not right.",
          findings,
          null);
    }
    read(action, parameters);
  }

  /** Looks at a thing with parameters as they travel. */
  <P extends Record> Sight look(CloudAction<P> action, ActionTarget target, JsonNode parameters) {
    return action.look(target, read(action, parameters));
  }

  private static <P extends Record> P read(CloudAction<P> action, JsonNode parameters) {
    try {
      return Json.convert(parameters, action.parametersType());
    } catch (JacksonException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The parameters of '" + action.name() + "' are not right: " + e.getOriginalMessage(),
          e);
    }
  }
}
