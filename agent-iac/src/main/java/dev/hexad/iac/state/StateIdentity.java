package dev.hexad.iac.state;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An id by which a resource of a state is known to its provider.
 *
 * @param key as {@link #key} has it
 */
record StateIdentity(String address, String type, String key) {
  private static final List<String> ATTRIBUTES = List.of("id", "arn", "self_link");
  private static final int LONGEST = 1_000;

  /** All of one instance; only what the state itself manages has any. */
  static Stream<StateIdentity> of(StateText.Instance instance) {
    if (!instance.managed()) {
      return Stream.empty();
    }
    return ATTRIBUTES.stream()
        .map(name -> key(instance.attributes().path(name).asString("")))
        .filter(key -> !key.isEmpty() && key.length() <= LONGEST)
        .distinct()
        .map(key -> new StateIdentity(instance.address(), instance.type(), key));
  }

  /** The same for all ways in which an id is written: by case, as a link, with its service. */
  static String key(String id) {
    return id.strip()
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^https://[^/]*googleapis\\.com/([a-z]+/)?v[0-9][a-z0-9]*/", "")
        .replaceFirst("^//[^/]+/", "");
  }
}
