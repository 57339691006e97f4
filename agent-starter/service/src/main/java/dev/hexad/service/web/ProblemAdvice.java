package dev.hexad.service.web;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Turns everything thrown below a controller into an RFC 9457 problem; internals stay in the log.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  /** A problem as answered: with the id under which the log knows it. */
  record Answer(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      String traceId,
      List<Problem.FieldError> errors) {}

  @ExceptionHandler
  ResponseEntity<Answer> rule(HexadException e, HttpServletRequest request) {
    return answer(e.problem(), request);
  }

  @ExceptionHandler
  ResponseEntity<Answer> fields(MethodArgumentNotValidException e, HttpServletRequest request) {
    List<Problem.FieldError> errors =
        e.getBindingResult().getFieldErrors().stream()
            .map(f -> new Problem.FieldError(f.getField(), String.valueOf(f.getDefaultMessage())))
            .toList();
    return answer(Problem.of(ProblemType.INVALID, "Some fields are not valid.", errors), request);
  }

  @ExceptionHandler
  ResponseEntity<Answer> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
    Throwable root = e.getMostSpecificCause();
    if (root instanceof HexadException rule) {
      return answer(rule.problem(), request);
    }
    String reason = root instanceof IllegalArgumentException ? root.getMessage() : firstLine(root);
    return answer(
        Problem.of(ProblemType.BAD_REQUEST, "The body cannot be read: " + reason), request);
  }

  @ExceptionHandler
  ResponseEntity<Answer> type(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
    return answer(
        Problem.of(
            ProblemType.BAD_REQUEST,
            "'" + e.getName() + "' cannot be '" + e.getValue() + "'; check its format."),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Answer> stale(OptimisticLockingFailureException e, HttpServletRequest request) {
    return answer(
        Problem.of(
            ProblemType.CONFLICT, "Somebody changed it at the same moment; read it and try again."),
        request);
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class
  })
  ResponseEntity<Answer> database(RuntimeException e, HttpServletRequest request) {
    log.atError().setCause(e).log("the database does not answer");
    return answer(
        Problem.of(ProblemType.UNAVAILABLE, "The database does not answer; try again soon."),
        request);
  }

  @ExceptionHandler
  void gone(AsyncRequestNotUsableException e) {
    log.debug("the caller went away");
  }

  @ExceptionHandler
  ResponseEntity<Answer> other(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse framework && framework.getStatusCode().is4xxClientError()) {
      return answer(problem(framework.getStatusCode(), e), request);
    }
    Answer answer = body(Problem.of(ProblemType.INTERNAL, "See the log."), request);
    log.atError().setCause(e).addKeyValue("traceId", answer.traceId()).log("request failed");
    return response(answer);
  }

  private static Problem problem(HttpStatusCode status, Exception e) {
    ProblemType type =
        switch (status.value()) {
          case 404 -> ProblemType.NOT_FOUND;
          case 405 -> ProblemType.METHOD_NOT_ALLOWED;
          case 413 -> ProblemType.TOO_LARGE;
          case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
          default -> ProblemType.BAD_REQUEST;
        };
    return Problem.of(type, firstLine(e));
  }

  private static ResponseEntity<Answer> answer(Problem problem, HttpServletRequest request) {
    return response(body(problem, request));
  }

  private static Answer body(Problem problem, HttpServletRequest request) {
    List<Problem.FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
    return new Answer(
        problem.type(),
        problem.title(),
        problem.status(),
        problem.detail(),
        request.getRequestURI(),
        Ids.next().toString(),
        errors);
  }

  private static ResponseEntity<Answer> response(Answer answer) {
    return ResponseEntity.status(answer.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer);
  }

  private static String firstLine(Throwable e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
