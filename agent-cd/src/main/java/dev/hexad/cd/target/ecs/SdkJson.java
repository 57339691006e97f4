package dev.hexad.cd.target.ecs;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the service's own API, as its command line takes it, to requests and back. */
final class SdkJson {
  private SdkJson() {}

  /**
   * Sets the fields of a request.
   *
   * @param where the JSON stands, for messages
   * @throws HexadException that names a field which does not exist or does not fit
   */
  static <B extends SdkPojo> B read(B builder, JsonNode json, String where) {
    if (!json.isObject()) {
      throw invalid(where + " is not an object.");
    }
    Map<String, SdkField<?>> fields =
        builder.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, field -> field));
    json.forEachEntry((name, value) -> {
      SdkField<?> field =
          Optional.<SdkField<?>>ofNullable(fields.get(name))
              .orElseThrow(() ->
                  invalid(
                      "%s has no field '%s'; there are %s."
                          .formatted(
                              where, name, String.join(", ", new TreeSet<>(fields.keySet())))));
      if (!value.isNull()) {
        field.set(builder, value(field, value, where + "." + name));
      }
    });
    return builder;
  }

  private static Object value(SdkField<?> field, JsonNode json, String where) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return built(read(field.constructor().get(), json, where));
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < require(json.isArray(), json, where, "a list").size(); i++) {
        list.add(value(member, json.get(i), where + "[" + i + "]"));
      }
      return list;
    }
    if (type == MarshallingType.MAP) {
      SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<String, Object> map = new LinkedHashMap<>();
      require(json.isObject(), json, where, "an object")
          .forEachEntry((key, value) -> map.put(key, value(member, value, where + "." + key)));
      return map;
    }
    if (type == MarshallingType.INTEGER) {
      return require(json.isInt(), json, where, "a whole number").asInt();
    }
    if (type == MarshallingType.LONG) {
      return require(json.isIntegralNumber(), json, where, "a whole number").asLong();
    }
    if (type == MarshallingType.DOUBLE) {
      return require(json.isNumber(), json, where, "a number").asDouble();
    }
    if (type == MarshallingType.BOOLEAN) {
      return require(json.isBoolean(), json, where, "true or false").asBoolean();
    }
    if (type == MarshallingType.STRING) {
      return require(json.isString(), json, where, "text").asString();
    }
    throw invalid(where + " cannot be given here.");
  }

  private static JsonNode require(boolean fits, JsonNode json, String where, String wanted) {
    if (!fits) {
      throw invalid(where + " must be " + wanted + ".");
    }
    return json;
  }

  private static Object built(SdkPojo builder) {
    return ((Buildable) builder).build();
  }

  /** The fields that have a value. */
  static ObjectNode write(SdkPojo pojo) {
    ObjectNode json = Json.mapper().createObjectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      JsonNode value = node(field.getValueOrDefault(pojo));
      if (value != null) {
        json.set(field.locationName(), value);
      }
    }
    return json;
  }

  private static @Nullable JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case SdkPojo pojo -> write(pojo);
      case List<?> list -> {
        ArrayNode array = Json.mapper().createArrayNode();
        list.forEach(one -> array.add(node(one)));
        yield array.isEmpty() ? null : array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = Json.mapper().createObjectNode();
        map.forEach((key, one) -> object.set(String.valueOf(key), node(one)));
        yield object.isEmpty() ? null : object;
      }
      case Number number -> Json.tree(number);
      case Boolean bool -> Json.tree(bool);
      default -> Json.tree(value.toString());
    };
  }

  private static HexadException invalid(String detail) {
    return new HexadException(ProblemType.INVALID, detail);
  }
}
