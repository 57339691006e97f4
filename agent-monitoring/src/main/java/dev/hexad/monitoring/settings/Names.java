package dev.hexad.monitoring.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How things in the configuration are named. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  private Names() {}

  static String require(String what, @Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what
              + " '"
              + name
              + "' must be named by 1 to 80 letters, digits, dots, dashes and underscores");
    }
    return name;
  }
}
