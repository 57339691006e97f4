package dev.hexad.iac.boundary;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.boundary.DeclaredSource.Kind;
import dev.hexad.iac.settings.Boundary;
import dev.hexad.iac.settings.IacSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses sources that a workspace may not use, before anything of theirs is run. */
@Component
public class Boundaries {
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int MOST_TOLD = 5;
  private static final Pattern LOCKED = Pattern.compile("(?m)^provider \"([^\"]+)\"");

  private final LiveConfiguration<IacSettings> settings;

  Boundaries(LiveConfiguration<IacSettings> settings) {
    this.settings = settings;
  }

  /** What is set for a workspace; empty when it may use everything. */
  public Optional<Boundary> of(String workspace) {
    return settings.current().boundaries().stream()
        .filter(each -> each.fits(workspace))
        .findFirst();
  }

  /**
   * Checks what is written, before anything is loaded.
   *
   * @param root of the repository
   * @throws HexadException that names file and line
   */
  public void checkWritten(String workspace, Path root, Path directory) throws IOException {
    Boundary boundary = of(workspace).orElse(null);
    if (boundary == null) {
      return;
    }
    var found = new ArrayList<DeclaredSource>();
    Set<Path> seen = new HashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(directory));
    while (!open.isEmpty()) {
      Path folder = open.pop();
      if (seen.add(folder)) {
        List<DeclaredSource> here = written(root, folder);
        found.addAll(here);
        here.stream()
            .filter(DeclaredSource::isLocal)
            .map(each -> folder.resolve(each.source().replaceFirst("[?].*", "")).normalize())
            .filter(module -> module.startsWith(root) && Files.isDirectory(module))
            .forEach(open::push);
      }
    }
    found.addAll(locked(root, directory));
    refuse(workspace, boundary, found);
  }

  /** Checks what was loaded, which may have asked for more, before anything of it is run. */
  public void checkLoaded(String workspace, Path root, Path directory) throws IOException {
    Boundary boundary = of(workspace).orElse(null);
    if (boundary == null) {
      return;
    }
    var found = new ArrayList<>(locked(root, directory));
    Path modules = directory.resolve(".terraform/modules/modules.json");
    if (Files.isRegularFile(modules, LinkOption.NOFOLLOW_LINKS)) {
      for (var module : Json.mapper().readTree(Files.readString(modules)).path("Modules")) {
        String source = module.path("Source").asString("");
        if (!source.isEmpty()) {
          String key = "module '" + module.path("Key").asString("") + "'";
          found.add(new DeclaredSource(Kind.MODULE, source, key, 0));
        }
      }
    }
    refuse(workspace, boundary, found);
  }

  private static List<DeclaredSource> written(Path root, Path folder) throws IOException {
    var found = new ArrayList<DeclaredSource>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        String text = text(file);
        String shown = root.relativize(file).toString();
        if (name.endsWith(".tf") || name.endsWith(".tofu")) {
          found.addAll(HclSources.of(shown, text));
        } else if (name.endsWith(".tf.json") || name.endsWith(".tofu.json")) {
          found.addAll(JsonSources.of(shown, text));
        }
      }
    }
    return found;
  }

  private static List<DeclaredSource> locked(Path root, Path directory) throws IOException {
    Path file = directory.resolve(".terraform.lock.hcl");
    String text = text(file);
    var found = new ArrayList<DeclaredSource>();
    Matcher provider = LOCKED.matcher(text);
    while (provider.find()) {
      int line =
          1 + (int) text.substring(0, provider.start()).chars().filter(c -> c == '\n').count();
      found.add(
          new DeclaredSource(
              Kind.PROVIDER, provider.group(1), root.relativize(file).toString(), line));
    }
    return found;
  }

  private static String text(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
        ? Files.readString(file, StandardCharsets.ISO_8859_1)
        : "";
  }

  private static void refuse(String workspace, Boundary boundary, List<DeclaredSource> found) {
    List<String> refused =
        found.stream()
            .filter(each -> !each.isLocal() && !isBuiltIn(each))
            .filter(each ->
                !allowed(
                    each.kind() == Kind.PROVIDER ? boundary.providers() : boundary.modules(), each))
            .map(each ->
                "%s: %s '%s'"
                    .formatted(
                        each.place(),
                        each.kind() == Kind.PROVIDER ? "provider" : "module",
                        each.source()))
            .distinct()
            .toList();
    if (!refused.isEmpty()) {
      String more =
          refused.size() > MOST_TOLD ? "; and " + (refused.size() - MOST_TOLD) + " more" : "";
      throw new HexadException(
          ProblemType.POLICY_VIOLATED,
          "The workspace '"
              + workspace
              + "' may not use: "
              + String.join("; ", refused.stream().limit(MOST_TOLD).toList())
              + more
              + ". Boundaries of the configuration say what it may.");
    }
  }

  private static boolean isBuiltIn(DeclaredSource each) {
    return each.kind() == Kind.PROVIDER && each.source().startsWith("terraform.io/builtin/");
  }

  private static boolean allowed(@Nullable List<String> patterns, DeclaredSource each) {
    return patterns == null || patterns.stream().anyMatch(each::fits);
  }
}
