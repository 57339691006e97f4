package dev.hexad.cloud.tagging;

import java.util.regex.Pattern;

/** Where the value of a tag is taken from. */
sealed interface TagSource {
  /** What is known of the application that owns the resource: its name, its team, a tag of it. */
  record OfApplication(String field) implements TagSource {}

  /**
   * A tag of a resource that it is linked with.
   *
   * @param type of the other, {@code *} stands for anything
   */
  record OfLinked(String type, String key) implements TagSource {
    boolean isOf(String other) {
      return Pattern.matches(Pattern.quote(type).replace("*", "\\E.*\\Q"), other);
    }
  }

  /** As a policy writes it for a key. */
  static TagSource of(String text, String key) {
    String application = "application.";
    if (text.startsWith(application)) {
      return new OfApplication(text.substring(application.length()));
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? new OfLinked(text, key)
        : new OfLinked(text.substring(0, colon), text.substring(colon + 1));
  }
}
