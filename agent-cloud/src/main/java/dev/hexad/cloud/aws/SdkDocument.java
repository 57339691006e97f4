package dev.hexad.cloud.aws;

import dev.hexad.contracts.message.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the SDK read, as the JSON that the command line of AWS prints. */
final class SdkDocument {
  private SdkDocument() {}

  static ObjectNode of(SdkPojo pojo) {
    ObjectNode json = Json.mapper().createObjectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      JsonNode value = node(field.getValueOrDefault(pojo));
      if (value != null) {
        json.set(field.memberName(), value);
      }
    }
    return json;
  }

  static ArrayNode of(List<? extends SdkPojo> pojos) {
    ArrayNode array = Json.mapper().createArrayNode();
    pojos.forEach(pojo -> array.add(of(pojo)));
    return array;
  }

  private static @Nullable JsonNode node(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case SdkAutoConstructList<?> _ -> null;
      case SdkAutoConstructMap<?, ?> _ -> null;
      case SdkPojo pojo -> of(pojo);
      case List<?> list -> {
        ArrayNode array = Json.mapper().createArrayNode();
        list.forEach(one -> array.add(node(one)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = Json.mapper().createObjectNode();
        map.forEach((key, one) -> object.set(String.valueOf(key), node(one)));
        yield object;
      }
      case Number number -> Json.tree(number);
      case Boolean bool -> Json.tree(bool);
      default -> Json.tree(value.toString());
    };
  }
}
