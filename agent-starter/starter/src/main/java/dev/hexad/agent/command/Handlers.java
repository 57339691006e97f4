package dev.hexad.agent.command;

import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The command handlers of an agent by capability. */
public final class Handlers {
  private record Entry(CommandHandler<?, ?> handler, Manifest.Capability capability) {}

  private final Map<String, Entry> entries = new TreeMap<>();

  public Handlers(List<CommandHandler<?, ?>> handlers) {
    for (CommandHandler<?, ?> handler : handlers) {
      var capability =
          new Manifest.Capability(
              handler.capability(),
              handler.description(),
              Schemas.of(handler.parametersType()),
              Schemas.of(handler.resultType()));
      if (entries.put(handler.capability(), new Entry(handler, capability)) != null) {
        throw new IllegalStateException("two handlers for " + handler.capability());
      }
    }
  }

  public List<Manifest.Capability> capabilities() {
    return entries.values().stream().map(Entry::capability).toList();
  }

  Optional<CommandHandler<?, ?>> find(String capability) {
    return Optional.ofNullable(entries.get(capability)).map(Entry::handler);
  }

  /**
   * Checks parameters against the capability's schema.
   *
   * @throws HexadException when the capability is unknown or the parameters do not conform
   */
  void check(String capability, JsonNode parameters) {
    Entry entry = entries.get(capability);
    if (entry == null) {
      throw new HexadException(
          ProblemType.NOT_FOUND,
          "This agent has no capability '"
              + capability
              + "'; it has "
              + String.join(", ", entries.keySet())
              + ".");
    }
    List<Problem.FieldError> errors =
        Schemas.check(entry.capability().parametersSchema(), parameters);
    if (!errors.isEmpty()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The parameters of " + capability + " are not valid: " + errors.getFirst().message(),
          errors,
          null);
    }
  }
}
