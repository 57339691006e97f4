package dev.hexad.iac.settings;

import java.util.regex.Pattern;

/** Names of workspaces with {@code *} for any text. */
final class WorkspacePattern {
  private WorkspacePattern() {}

  static boolean fits(String pattern, String workspace) {
    return workspace.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
  }
}
