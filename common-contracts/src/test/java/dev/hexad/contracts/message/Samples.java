package dev.hexad.contracts.message;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Fills any record of the contracts with fixed, recognisable values. */
final class Samples {
  private Samples() {}

  static Object of(Class<?> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      Object[] values =
          Arrays.stream(components).map(c -> value(c.getName(), c.getGenericType())).toArray();
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type.toString(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.toString(), e);
    }
  }

  private static Object value(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == Map.class
          ? Map.of("key", value(name, last))
          : List.of(value(name, last));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class || raw == Object.class) {
      return text(name);
    }
    if (raw == UUID.class) {
      return Ids.derived(name);
    }
    if (raw == int.class || raw == Integer.class) {
      return 7;
    }
    if (raw == long.class || raw == Long.class) {
      return 70L;
    }
    if (raw == double.class || raw == Double.class) {
      return 0.5;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return true;
    }
    if (raw == Instant.class) {
      return Instant.parse("2026-01-02T03:04:05Z");
    }
    if (raw == LocalDate.class) {
      return LocalDate.parse("2026-01-02");
    }
    if (raw == JsonNode.class) {
      return Json.mapper().createObjectNode().put("field", "value");
    }
    return raw.isEnum() ? raw.getEnumConstants()[0] : of(raw);
  }

  private static String text(String name) {
    return switch (name) {
      case "digest" -> "sha256:" + "a".repeat(64);
      case "amount" -> "12.34";
      case "currency" -> "USD";
      case "commit" -> "0123456789abcdef0123456789abcdef01234567";
      default -> "the " + name;
    };
  }
}
