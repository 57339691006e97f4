package dev.hexad.ci.archive;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Glob patterns of paths with slashes. A double star matches any number of folders, none included;
 * a pattern that names a folder matches everything in it.
 */
public final class Globs {
  private final List<PathMatcher> matchers;

  private Globs(List<PathMatcher> matchers) {
    this.matchers = matchers;
  }

  /**
   * Compiles patterns.
   *
   * @throws IllegalArgumentException when one is not a glob pattern
   */
  public static Globs of(List<String> patterns) {
    return new Globs(patterns.stream().flatMap(Globs::forms).map(Globs::matcher).toList());
  }

  private static Stream<String> forms(String pattern) {
    String clean = pattern.replaceFirst("^\\./", "").replaceFirst("/+$", "");
    Stream<String> all = Stream.of(clean, clean + "/**");
    return clean.startsWith("**/")
        ? Stream.concat(all, Stream.of(clean.substring(3), clean.substring(3) + "/**"))
        : all;
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("/**/", "/{**/,}"));
  }

  /** True when a pattern matches the relative path. */
  public boolean match(String path) {
    return match(Path.of(path));
  }

  private boolean match(Path path) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  /** Files and links below the folder that match, sorted; links are not followed. */
  public List<Path> find(Path root) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root.resolve(".git"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (match(root.relativize(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }
}
