package dev.hexad.contracts.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A violated rule; turned into a problem response or a failed command at the edge. */
public final class HexadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final ProblemType type;

  public HexadException(ProblemType type, String detail) {
    this(type, detail, List.of(), null);
  }

  public HexadException(ProblemType type, String detail, Throwable cause) {
    this(type, detail, List.of(), cause);
  }

  public HexadException(
      ProblemType type, String detail, List<Problem.FieldError> errors, @Nullable Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.problem = Problem.of(type, detail, errors);
  }

  public static HexadException notFound(String what, Object id) {
    return new HexadException(ProblemType.NOT_FOUND, "There is no " + what + " '" + id + "'.");
  }

  public ProblemType type() {
    return type;
  }

  public Problem problem() {
    return problem;
  }
}
