package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudResource;
import dev.hexad.cloud.provider.Relation;
import dev.hexad.cloud.provider.Scope;
import dev.hexad.cloud.provider.Scrub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A resource while it is put together. */
final class Draft {
  private final String type;
  private final String id;
  private final ObjectNode raw;
  private final List<Relation> relations = new ArrayList<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private String name;
  private String region = Scope.GLOBAL;
  private String state = "available";
  private @Nullable Instant created;

  private Draft(String type, String id, ObjectNode raw) {
    this.type = "aws." + type;
    this.id = id;
    this.raw = raw;
    this.name = id;
  }

  static Draft of(String type, String id, SdkPojo document) {
    return new Draft(type, id, SdkDocument.of(document));
  }

  static Draft of(String type, String id, ObjectNode document) {
    return new Draft(type, id, document);
  }

  /** The name; a tag {@code Name} is better than none. */
  Draft name(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      name = text;
    }
    return this;
  }

  Draft in(AwsRegion aws) {
    region = aws.name();
    return this;
  }

  Draft in(String other) {
    region = other;
    return this;
  }

  Draft state(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      state = text;
    }
    return this;
  }

  Draft created(@Nullable Instant time) {
    created = time;
    return this;
  }

  <T> Draft tags(List<T> list, Function<T, String> key, Function<T, String> value) {
    list.forEach(tag -> tags.put(key.apply(tag), String.valueOf(value.apply(tag))));
    return this;
  }

  Draft tags(Map<String, String> more) {
    tags.putAll(more);
    return this;
  }

  Draft link(String verb, String otherType, @Nullable String otherId) {
    if (otherId != null && !otherId.isBlank()) {
      relations.add(new Relation(verb, "aws." + otherType, otherId));
    }
    return this;
  }

  /** Adds what another question has answered. */
  Draft with(String field, @Nullable JsonNode value) {
    if (value != null) {
      raw.set(field, value);
    }
    return this;
  }

  Draft with(String field, @Nullable SdkPojo value) {
    return value == null ? this : with(field, SdkDocument.of(value));
  }

  /** Leaves out what changes from one look to the next. */
  Draft without(String... fields) {
    raw.remove(List.of(fields));
    return this;
  }

  CloudResource done() {
    String called = name.equals(id) ? tags.getOrDefault("Name", name) : name;
    return new CloudResource(
        type, id, called, region, state, tags, created, relations, Scrub.clean(raw));
  }
}
