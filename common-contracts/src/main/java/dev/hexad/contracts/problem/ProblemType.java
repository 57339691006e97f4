package dev.hexad.contracts.problem;

/** The problem types of Hexad; the URI of a type never changes. */
public enum ProblemType {
  BAD_REQUEST("bad-request", "The request is not valid", 400, false),
  UNAUTHENTICATED("unauthenticated", "Who you are is not known", 401, false),
  FORBIDDEN("forbidden", "You may not do this", 403, false),
  NOT_FOUND("not-found", "There is no such thing", 404, false),
  METHOD_NOT_ALLOWED("method-not-allowed", "This method is not offered here", 405, false),
  CONFLICT("conflict", "It is in a state that does not allow this", 409, false),
  STALE("stale", "It has changed since you read it", 412, false),
  TOO_LARGE("too-large", "The body is too large", 413, false),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "This content type is not accepted", 415, false),
  INVALID("invalid", "The content breaks a rule", 422, false),
  PIPELINE_INVALID("pipeline-invalid", "The pipeline file has errors", 422, false),
  SIGNATURE_INVALID("signature-invalid", "The signature does not match the body", 401, false),
  RATE_LIMITED("rate-limited", "Too many of these at once", 429, true),
  STEP_FAILED("step-failed", "A step ended with an error", 422, false),
  UNHEALTHY("unhealthy", "What was deployed did not become healthy", 422, false),
  VERDICT_FAILED("verdict-failed", "The verdict on the rollout is not a pass", 422, false),
  REJECTED("rejected", "Somebody said no", 422, false),
  OVER_LIMIT("over-limit", "It goes beyond a limit", 422, false),
  POLICY_VIOLATED("policy-violated", "A policy does not allow it", 422, false),
  CANCELLED("cancelled", "It was cancelled", 409, false),
  TIMED_OUT("timed-out", "It took longer than allowed", 504, true),
  INTERRUPTED("interrupted", "It was interrupted too often", 503, true),
  TOOL_MISSING("tool-missing", "A tool that this needs is not on the machine", 424, false),
  AGENT_UNAVAILABLE("agent-unavailable", "The agent does not answer", 503, true),
  AGENT_DISABLED("agent-disabled", "The agent is disabled", 409, false),
  UPSTREAM_FAILED("upstream-failed", "A system that this depends on failed", 502, true),
  UNAVAILABLE("unavailable", "Not available for now", 503, true),
  INTERNAL("internal", "Something went wrong inside", 500, true);

  private final String slug;
  private final String title;
  private final int status;
  private final boolean retryable;

  ProblemType(String slug, String title, int status, boolean retryable) {
    this.slug = slug;
    this.title = title;
    this.status = status;
    this.retryable = retryable;
  }

  public String uri() {
    return "urn:hexad:problem:" + slug;
  }

  public String title() {
    return title;
  }

  public int status() {
    return status;
  }

  public boolean retryable() {
    return retryable;
  }
}
