package dev.hexad.testkit.cluster;

import dev.hexad.contracts.message.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the API server answers instead of what was wanted. */
final class Refusal extends RuntimeException {
  private final int code;
  private final String reason;

  private Refusal(int code, String reason, String message) {
    super(message);
    this.code = code;
    this.reason = reason;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, "BadRequest", message);
  }

  static Refusal unauthorized() {
    return new Refusal(401, "Unauthorized", "Unauthorized");
  }

  static Refusal forbidden(String message) {
    return new Refusal(403, "Forbidden", message);
  }

  static Refusal notFound(String kind, String name) {
    return new Refusal(404, "NotFound", kind + " \"" + name + "\" not found");
  }

  static Refusal exists(String kind, String name) {
    return new Refusal(409, "AlreadyExists", kind + " \"" + name + "\" already exists");
  }

  static Refusal conflict(String kind, String name) {
    return new Refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + kind + " \"" + name + "\": it changed");
  }

  /** Fields that other managers hold. */
  static Refusal applyConflict(List<String> conflicts) {
    return new Refusal(
        409,
        "Conflict",
        "Apply failed with "
            + conflicts.size()
            + " conflict"
            + (conflicts.size() == 1 ? "" : "s")
            + ": "
            + String.join("\n", conflicts));
  }

  /** The path names no kind that is served. */
  static Refusal notServed() {
    return new Refusal(404, "NotFound", "the server could not find the requested resource");
  }

  static Refusal gone(String message) {
    return new Refusal(410, "Expired", message);
  }

  static Refusal tooMany() {
    return new Refusal(429, "TooManyRequests", "Too many requests, please try again later.");
  }

  static Refusal invalid(String kind, String name, String why) {
    return new Refusal(422, "Invalid", kind + " \"" + name + "\" is invalid: " + why);
  }

  static Refusal internal(Throwable cause) {
    return new Refusal(500, "InternalError", String.valueOf(cause));
  }

  int code() {
    return code;
  }

  /** As the API's Status object. */
  ObjectNode status() {
    ObjectNode status = Json.mapper().createObjectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
    status.putObject("metadata");
    return status.put("message", getMessage()).put("reason", reason).put("code", code);
  }
}
