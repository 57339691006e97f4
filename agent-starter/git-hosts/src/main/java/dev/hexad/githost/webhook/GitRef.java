package dev.hexad.githost.webhook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.regex.Pattern;

/** Checks names of Git objects before anything is done with them; see git-check-ref-format(1). */
public final class GitRef {
  public static final String BRANCHES = "refs/heads/";
  public static final String TAGS = "refs/tags/";

  private static final int LONGEST = 250;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
  private static final Pattern ZERO = Pattern.compile("0{40}(0{24})?");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cf}\\u2028\\u2029 ~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(/|$)");

  private GitRef() {}

  /**
   * A full ref or a branch or tag name.
   *
   * @return the same text
   * @throws HexadException of type invalid when Git would not take it, when it begins with '-' and
   *     could be read as an option, or when it is longer than 250 characters
   */
  public static String check(String ref) {
    boolean bad =
        ref.isEmpty()
            || ref.length() > LONGEST
            || ref.equals("@")
            || ref.startsWith("-")
            || ref.startsWith("/")
            || ref.startsWith(".")
            || ref.endsWith("/")
            || ref.endsWith(".")
            || ref.startsWith(BRANCHES + "-")
            || ref.startsWith(TAGS + "-")
            || FORBIDDEN.matcher(ref).find();
    if (bad) {
      throw new HexadException(
          ProblemType.INVALID, "The delivery names a branch or tag that Git does not allow.");
    }
    return ref;
  }

  /**
   * A commit id of 40 or 64 hexadecimal digits, in lower case.
   *
   * @return the same text
   * @throws HexadException of type invalid for anything else, and for the all-zero id
   */
  public static String commit(String id) {
    if (!isCommit(id)) {
      throw new HexadException(
          ProblemType.INVALID, "The delivery holds something that is not a commit id.");
    }
    return id;
  }

  /** True for an id that {@link #commit} takes. */
  public static boolean isCommit(String id) {
    return COMMIT.matcher(id).matches() && !isZero(id);
  }

  /** True for the id that stands for "no commit". */
  public static boolean isZero(String id) {
    return ZERO.matcher(id).matches();
  }
}
