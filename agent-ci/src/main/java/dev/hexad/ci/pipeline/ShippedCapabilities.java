package dev.hexad.ci.pipeline;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.command.Parameters;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.schema.Schemas;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Schemas of the parameters of the capabilities that come with Hexad. */
public final class ShippedCapabilities {
  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(Parameters.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Messages::typeOf, type -> type));
  private static final Map<String, String> SCHEMAS = new ConcurrentHashMap<>();

  private ShippedCapabilities() {}

  /** The JSON Schema, or null for a capability that another agent brings. */
  public static @Nullable String schema(String capability) {
    Class<?> type = TYPES.get(CommandRequest.typeOf(capability));
    return type == null
        ? null
        : SCHEMAS.computeIfAbsent(capability, c -> Schemas.of(type).toString());
  }
}
