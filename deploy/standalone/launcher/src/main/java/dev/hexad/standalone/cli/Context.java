package dev.hexad.standalone.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all subcommands share: where to ask, and how to show the answer. */
final class Context {
  private final Supplier<Connection> connect;
  private final PrintStream out;
  private final boolean json;
  private @Nullable Connection connection;

  Context(Supplier<Connection> connect, PrintStream out, boolean json) {
    this.connect = connect;
    this.out = out;
    this.json = json;
  }

  Connection api() {
    Connection known = connection;
    if (known == null) {
      known = connect.get();
      connection = known;
    }
    return known;
  }

  PrintStream out() {
    return out;
  }

  boolean json() {
    return json;
  }

  /** As JSON, or as the text for people. */
  void show(JsonNode answer, Supplier<String> text) {
    out.println(json ? answer.toString() : text.get());
  }

  /** Items as JSON lines, or as a table. */
  void show(List<JsonNode> items, String empty, Column... columns) {
    if (json) {
      items.forEach(out::println);
    } else if (items.isEmpty()) {
      out.println(empty);
    } else {
      out.print(Table.of(items, columns));
    }
  }

  /** The application of a name or id. */
  JsonNode application(String nameOrId) {
    for (JsonNode item : api().items("/api/v1/applications", Map.of(), 10_000)) {
      if (item.get("name").asString().equals(nameOrId)
          || item.get("id").asString().equals(nameOrId)) {
        return item;
      }
    }
    throw new CliException(
        CliException.NOT_FOUND, "there is no application '" + nameOrId + "'; see: hexad app list");
  }

  @Nullable String applicationId(@Nullable String nameOrId) {
    return nameOrId == null ? null : application(nameOrId).get("id").asString();
  }

  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new CliException(
          CliException.USAGE, "'" + text + "' is no id; ids look like 0199c0de-…");
    }
  }
}
