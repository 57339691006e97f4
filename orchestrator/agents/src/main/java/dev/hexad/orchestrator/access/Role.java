package dev.hexad.orchestrator.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** What kinds of callers may do. */
public enum Role {
  VIEWER(Set.of("*:read")),
  OPERATOR(Set.of("*:read", "runs:write", "applications:write", "*:write")),
  APPROVER(Set.of("*:read", "runs:write", "*:approve")),
  ADMIN(Set.of("*"));

  private final Set<String> scopes;

  Role(Set<String> scopes) {
    this.scopes = scopes;
  }

  /** The role of a name, in any case. */
  @JsonCreator
  static Role of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "role '" + name + "' is not one of viewer, operator, approver, admin", e);
    }
  }

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Set<String> scopes() {
    return scopes;
  }
}
