package dev.hexad.cloud.azure;

import dev.hexad.cloud.rest.Singular;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of Azure, in lower case, in the words of the inventory. */
final class AzureId {
  private static final Pattern GROUP =
      Pattern.compile("(/subscriptions/[^/]+/resourcegroups/[^/]+)(/.*)?");

  /** A resource of its own, or a part of one that has a type of its own. */
  private static final Pattern LINK =
      Pattern.compile("/subscriptions/[^/]+/resourcegroups/[^/]+/providers/[^/]+/[^/]+/[^/]+.*");

  private AzureId() {}

  /**
   * For example {@code azure.compute.virtualmachine}; parts of resources have the names of both.
   */
  static String type(String id) {
    int providers = id.lastIndexOf("/providers/");
    if (providers < 0) {
      return AzureProvider.NAME
          + ".resources."
          + (id.contains("/resourcegroups/") ? "resourcegroup" : "subscription");
    }
    String[] parts = id.substring(providers + "/providers/".length()).split("/");
    var type = new StringBuilder(AzureProvider.NAME);
    type.append('.').append(parts[0].replaceFirst("^microsoft\\.", "").replace('.', '-'));
    for (int i = 1; i < parts.length; i += 2) {
      type.append(i == 1 ? '.' : '-').append(Singular.of(parts[i]));
    }
    return type.toString();
  }

  /** The resource group; null for what is in none. */
  static @Nullable String group(String id) {
    Matcher group = GROUP.matcher(id);
    return group.matches() ? group.group(1) : null;
  }

  /** The resource that a text names; null when it names none. */
  static @Nullable String linked(String text) {
    String id = text.toLowerCase(Locale.ROOT);
    return LINK.matcher(id).matches() ? id : null;
  }
}
