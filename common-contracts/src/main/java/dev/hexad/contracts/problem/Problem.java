package dev.hexad.contracts.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem as it travels in responses and in failed commands.
 *
 * @param type stable URI of the problem type
 * @param title short, the same for all problems of the type
 * @param status HTTP status
 * @param detail what is wrong, where, and what to do
 * @param retryable whether the same request can succeed later
 * @param errors single findings, for example one per field or line
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable Boolean retryable,
    List<FieldError> errors) {

  public Problem {
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  public static Problem of(ProblemType type, String detail) {
    return of(type, detail, List.of());
  }

  public static Problem of(ProblemType type, String detail, List<FieldError> errors) {
    return new Problem(
        type.uri(), type.title(), type.status(), detail, type.retryable() ? true : null, errors);
  }

  /**
   * One finding.
   *
   * @param where JSON pointer, field name or {@code line:column}
   * @param message what is wrong there and what to do
   */
  public record FieldError(String where, String message) {}
}
