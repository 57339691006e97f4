package dev.hexad.iac.boundary;

import java.util.regex.Pattern;

/**
 * A source that a configuration names.
 *
 * @param file of the repository, or one that {@code init} wrote
 * @param line 1 for the first, 0 where it has none
 */
record DeclaredSource(Kind kind, String source, String file, int line) {
  private static final String REGISTRY = "registry.terraform.io/";

  enum Kind {
    PROVIDER,
    MODULE
  }

  /** A module of the same repository. */
  boolean isLocal() {
    return kind == Kind.MODULE && (source.startsWith("./") || source.startsWith("../"));
  }

  /** Whether a pattern of the settings is about it; short addresses are those of the registry. */
  boolean fits(String pattern) {
    String whole = source.replaceFirst("[?].*", "");
    int parts = kind == Kind.PROVIDER ? 2 : 3;
    boolean isShort = whole.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+){" + (parts - 1) + "}(//.*)?");
    String address = isShort ? REGISTRY + whole : whole;
    return address.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
        || address
            .replaceFirst("^registry\\.opentofu\\.org/", REGISTRY)
            .matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }

  String place() {
    return line == 0 ? file : file + ":" + line;
  }
}
