package dev.hexad.orchestrator.configuration;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the configuration that operators keep in files: one file, or the files of one folder. */
final class SourceFiles {
  private static final int MAX_FILES = 200;

  private SourceFiles() {}

  /**
   * Reads it; the files of a folder together are one bundle, and no two may name the same agent.
   *
   * @throws HexadException when a file cannot be read or is no bundle
   */
  static Bundle read(Path source) {
    var agents = new TreeMap<String, Bundle.Part>();
    var plugins = new TreeMap<String, Bundle.Installed>();
    for (Path file : files(source)) {
      Bundle bundle = BundleText.read(text(file), file.toString());
      bundle
          .parts()
          .forEach((id, part) -> {
            if (agents.put(id, part) != null) {
              throw new HexadException(
                  ProblemType.INVALID, "Two files below " + source + " configure '" + id + "'.");
            }
          });
      plugins.putAll(bundle.installed());
    }
    return new Bundle(Bundle.FORMAT, agents, plugins);
  }

  private static List<Path> files(Path source) {
    if (!Files.isDirectory(source)) {
      return List.of(source);
    }
    try (Stream<Path> all = Files.list(source)) {
      return all.filter(file -> file.getFileName().toString().matches("[^.].*\\.(ya?ml|json)"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .limit(MAX_FILES)
          .toList();
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BundleText.LIMIT + 1);
      if (bytes.length > BundleText.LIMIT) {
        throw new HexadException(
            ProblemType.INVALID, file + " is larger than " + BundleText.LIMIT + " bytes.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static HexadException unreadable(Path file, IOException cause) {
    return new HexadException(
        ProblemType.UNAVAILABLE,
        file
            + " cannot be read ("
            + cause.getClass().getSimpleName()
            + "); see"
            + " hexad.configuration.source.",
        cause);
  }
}
