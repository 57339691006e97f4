package dev.hexad.iac.dependency;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A provider or a module that a configuration uses.
 *
 * @param source address with its host, for example {@code registry.terraform.io/hashicorp/aws}
 * @param constraints which versions the configuration allows, null where it does not say
 */
public record Dependency(Kind kind, String source, String version, @Nullable String constraints) {
  private static final int LARGEST = 1024 * 1024;
  private static final Pattern PROVIDER =
      Pattern.compile("(?m)^provider \"([^\"]+)\" \\{\\n((?:.*\\n)*?)\\}");
  private static final Pattern VERSION = Pattern.compile("(?m)^ *version *= *\"([^\"]+)\"");
  private static final Pattern CONSTRAINTS = Pattern.compile("(?m)^ *constraints *= *\"([^\"]+)\"");

  /** What it is. */
  public enum Kind {
    PROVIDER,
    MODULE
  }

  /**
   * Reads what {@code init} has chosen: the lock file, and the list of modules from registries.
   * What cannot be read is left out, for it is only shown.
   *
   * @param directory of the configuration, after {@code init}
   */
  public static List<Dependency> of(Path directory) throws IOException {
    var found = new LinkedHashSet<>(providers(text(directory.resolve(".terraform.lock.hcl"))));
    found.addAll(modules(text(directory.resolve(".terraform/modules/modules.json"))));
    return List.copyOf(found);
  }

  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
        ? Files.readString(file, StandardCharsets.UTF_8)
        : "";
  }

  static List<Dependency> providers(String lockFile) {
    var found = new ArrayList<Dependency>();
    Matcher provider = PROVIDER.matcher(lockFile);
    while (provider.find()) {
      Matcher version = VERSION.matcher(provider.group(2));
      if (version.find()) {
        Matcher constraints = CONSTRAINTS.matcher(provider.group(2));
        found.add(
            new Dependency(
                Kind.PROVIDER,
                provider.group(1),
                version.group(1),
                constraints.find() ? constraints.group(1) : null));
      }
    }
    return found;
  }

  /** Modules of folders and of Git have no version here. */
  static List<Dependency> modules(String list) {
    var found = new ArrayList<Dependency>();
    try {
      for (JsonNode module : Json.mapper().readTree(list).path("Modules")) {
        String source = module.path("Source").asString("").replaceFirst("//.*", "");
        String version = module.path("Version").asString("");
        if (!source.isEmpty() && !version.isEmpty()) {
          found.add(new Dependency(Kind.MODULE, source, version, null));
        }
      }
    } catch (JacksonException e) {
      return List.of();
    }
    return found;
  }
}
