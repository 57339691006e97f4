package dev.hexad.cloud.iac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says actions in the words of Terraform; pure. */
final class IacChanges {
  /** They change what is running, and nothing that is configured. */
  private static final Set<String> PASSING =
      Set.of(
          "start",
          "stop",
          "restart",
          "snapshot",
          "cordon",
          "uncordon",
          "rotate-key",
          "unrotate-key");

  /** What is made by a template is a thing of its own. */
  private static final Pattern MAKING = Pattern.compile("(create|delete-created)-.*");

  private final List<Entry> entries;

  private record Entry(
      String action,
      @Nullable Map<String, JsonNode> when,
      String attribute,
      String value,
      @Nullable String hcl) {
    private boolean isOf(String wanted, JsonNode parameters) {
      return action.equals(wanted)
          && (when == null
              || when.entrySet().stream()
                  .allMatch(one -> one.getValue().equals(parameters.get(one.getKey()))));
    }
  }

  private record Table(List<Entry> changes) {}

  IacChanges() {
    this.entries = IacTable.read("changes", Table.class).changes();
  }

  /** Whether a configuration would bring back what the action has changed. */
  static boolean touches(String action) {
    return !PASSING.contains(action) && !MAKING.matcher(action).matches();
  }

  /** What an action would be in the configuration; empty where that is not known. */
  Optional<IacChange> of(String action, JsonNode parameters, String address) {
    if (action.equals("tag")) {
      return Optional.of(tags(parameters.path("tags"), address));
    }
    if (action.startsWith("delete") || action.startsWith("release")) {
      return Optional.of(new IacChange(address, "taken away", null));
    }
    return entries.stream()
        .filter(entry -> entry.isOf(action, parameters))
        .findFirst()
        .map(entry ->
            new IacChange(
                filled(entry.attribute(), parameters, address),
                filled(entry.value(), parameters, address),
                entry.hcl() == null ? null : filled(entry.hcl(), parameters, address)));
  }

  /** Google Cloud calls them labels. */
  private static IacChange tags(JsonNode tags, String address) {
    String name = address.contains("google_") ? "labels" : "tags";
    String lines =
        tags.properties().stream()
            .map(tag ->
                "  %s = %s\n".formatted(quoted(tag.getKey()), quoted(tag.getValue().asString(""))))
            .collect(Collectors.joining());
    String words =
        tags.properties().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue().asString(""))
            .collect(Collectors.joining(", "));
    return new IacChange(
        name, words, "# beside those that are there\n" + name + " = {\n" + lines + "}");
  }

  private static String filled(String text, JsonNode parameters, String address) {
    String filled =
        text.replace("{ADDRESS}", address)
            .replace("{NAME}", address.replaceFirst("\\[.*]$", "").replaceFirst("^.*\\.", ""));
    for (Map.Entry<String, JsonNode> one : parameters.properties()) {
      filled = filled.replace("{" + one.getKey() + "}", literal(one.getValue().asString("")));
    }
    return filled.strip();
  }

  /** Whatever somebody has written stays a text: no quote, no template, no new line. */
  private static String literal(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("${", "$${")
        .replace("%{", "%%{")
        .replace("\n", "\\n");
  }

  private static String quoted(String text) {
    return '"' + literal(text) + '"';
  }
}
