package dev.hexad.githost.webhook;

import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Bodies to read: small ones that are kept here, and collected real ones where they are at hand.
 */
final class TestPayloads {
  static final ExpectedRepository SHOP =
      new ExpectedRepository("https://git.example.com/team/shop.git");
  private static final Path OWN = Path.of("src/test/resources/payloads");
  private static final Path COLLECTED = shared("payloads");

  private TestPayloads() {}

  /** A folder beside the repository, whether it exists or not. */
  static Path shared(String name) {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("shared").resolve(name))) {
        return dir.resolve("shared").resolve(name);
      }
    }
    return Path.of("no-such-folder");
  }

  static byte[] own(String name) {
    try {
      return Files.readAllBytes(OWN.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> own(WebhookProvider provider) {
    return list(OWN.resolve(provider.name().toLowerCase(Locale.ROOT)));
  }

  static List<Path> collected(WebhookProvider provider) {
    return list(COLLECTED.resolve(provider.name().toLowerCase(Locale.ROOT)));
  }

  private static List<Path> list(Path dir) {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The repository that a collected body is about, as its webhook would be set up. */
  static ExpectedRepository repositoryOf(byte[] body) {
    JsonNode json = Json.mapper().readTree(body);
    return Stream.of(
            "/repository/clone_url",
            "/project/git_ssh_url",
            "/repository/git_ssh_url",
            "/build/scm/url",
            "/repository/links/html/href")
        .map(pointer -> json.at(pointer).asString(""))
        .filter(url -> !url.isEmpty())
        .findFirst()
        .map(ExpectedRepository::new)
        .orElse(SHOP);
  }
}
