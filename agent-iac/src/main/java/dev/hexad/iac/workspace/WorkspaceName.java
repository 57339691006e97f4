package dev.hexad.iac.workspace;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.regex.Pattern;

/** The rule for names of workspaces. */
public final class WorkspaceName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private WorkspaceName() {}

  /**
   * Checks a name.
   *
   * @throws HexadException that says the rule
   */
  public static void check(String workspace) {
    if (!NAME.matcher(workspace).matches()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The workspace '"
              + workspace
              + "' must be 1 to 63 letters, digits, dots, dashes or underscores.");
    }
  }
}
