package dev.hexad.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options after a command: {@code --name value}, {@code --name=value}, or a bare flag. */
final class Arguments {
  private static final String STATE = "state";

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  static Arguments parse(List<String> words, Set<String> options, Set<String> flags) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String[] parts = word.startsWith("--") ? word.substring(2).split("=", 2) : new String[] {""};
      String name = parts[0];
      if (flags.contains(name) && parts.length == 1) {
        values.put(name, "true");
      } else if (options.contains(name) || name.equals(STATE)) {
        boolean inline = parts.length == 2;
        if (!inline && i + 1 == words.size()) {
          throw new UsageException("--" + name + " needs a value");
        }
        values.put(name, inline ? parts[1] : words.get(++i));
      } else {
        throw new UsageException("unknown argument " + word);
      }
    }
    return new Arguments(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean flag(String name) {
    return values.containsKey(name);
  }

  Optional<Integer> number(String name) {
    return value(name)
        .map(text -> {
          if (!text.matches("\\d{1,8}")) {
            throw new UsageException("--" + name + " must be a number, not '" + text + "'");
          }
          return Integer.parseInt(text);
        });
  }

  /** The state folder: as given, or {@code .hexad} in the working tree. */
  Path state() {
    return value(STATE)
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("hexad.root", "."), ".hexad"));
  }
}
