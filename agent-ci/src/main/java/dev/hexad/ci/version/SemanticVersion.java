package dev.hexad.ci.version;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Semantic Versioning 2.0.0, without pre-release and build parts. */
record SemanticVersion(int major, int minor, int patch) implements Comparable<SemanticVersion> {
  private static final Pattern TAG = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final Pattern BREAKING = Pattern.compile("^[a-z]+(\\([^)]*\\))?!:.*");
  private static final Pattern FEATURE = Pattern.compile("^feat(\\([^)]*\\))?:.*");

  static Optional<SemanticVersion> parse(String tag) {
    Matcher m = TAG.matcher(tag);
    return m.matches()
        ? Optional.of(
            new SemanticVersion(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3))))
        : Optional.empty();
  }

  /** The next version after commits with these messages (Conventional Commits 1.0.0). */
  SemanticVersion after(List<String> messages) {
    boolean breaking =
        messages.stream()
            .anyMatch(
                m -> m.contains("\nBREAKING CHANGE:") || BREAKING.matcher(firstLine(m)).matches());
    if (breaking && major > 0) {
      return new SemanticVersion(major + 1, 0, 0);
    }
    boolean feature = messages.stream().anyMatch(m -> FEATURE.matcher(firstLine(m)).matches());
    return breaking || feature
        ? new SemanticVersion(major, minor + 1, 0)
        : new SemanticVersion(major, minor, patch + 1);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
