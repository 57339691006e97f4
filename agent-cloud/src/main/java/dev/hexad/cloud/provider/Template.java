package dev.hexad.cloud.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource is made by.
 *
 * @param name unique
 * @param type of what is made, for example {@code aws.ec2.instance}
 * @param settings how it is made; which there are says the type
 * @param choices values that whoever has it made may take in the place of a setting
 */
public record Template(
    String name,
    String type,
    Map<String, String> settings,
    @Nullable Map<String, List<String>> choices) {
  public Template {
    if (name == null || !name.matches("[a-z][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "the template '" + name + "' must be named by lower case letters, digits, dashes");
    }
    if (type == null || type.isBlank()) {
      throw new IllegalArgumentException("the template '" + name + "' has no type");
    }
    settings = settings == null ? Map.of() : Map.copyOf(settings);
    choices = choices == null ? Map.of() : Map.copyOf(choices);
    for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
      if (choice.getValue().isEmpty()) {
        throw new IllegalArgumentException(
            "the template '%s' leaves no choice of %s".formatted(name, choice.getKey()));
      }
    }
  }

  @Override
  public Map<String, List<String>> choices() {
    return choices == null ? Map.of() : choices;
  }
}
