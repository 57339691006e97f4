package dev.hexad.ci.runner;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server refused, in words. */
final class ClusterProblem {
  private ClusterProblem() {}

  /**
   * The problem of an answer, or of none.
   *
   * @param what was being done, for example "Making the pod of 'Test'"
   */
  static HexadException of(KubernetesClientException e, String what) {
    String said = said(e);
    return switch (e.getCode()) {
      case 400, 422 ->
          problem(ProblemType.INVALID, what + " was refused by the Kubernetes API: " + said, e);
      case 401 ->
          problem(
              ProblemType.UPSTREAM_FAILED,
              what + " failed: the Kubernetes API does not accept the CI agent's credentials.",
              e);
      case 403 ->
          problem(
              ProblemType.FORBIDDEN,
              what
                  + " is forbidden: "
                  + said
                  + " Check the agent's role (see docs/pipelines.md) and quotas.",
              e);
      case 404 -> problem(ProblemType.UPSTREAM_FAILED, what + " found nothing: " + said, e);
      default ->
          problem(
              ProblemType.UPSTREAM_FAILED,
              what + " failed, as the Kubernetes API does not answer or is in trouble: " + said,
              e);
    };
  }

  private static HexadException problem(ProblemType type, String text, Exception cause) {
    return new HexadException(type, text, cause);
  }

  private static String said(KubernetesClientException e) {
    Status status = e.getStatus();
    if (status != null && status.getMessage() != null) {
      return status.getMessage().endsWith(".") ? status.getMessage() : status.getMessage() + ".";
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
