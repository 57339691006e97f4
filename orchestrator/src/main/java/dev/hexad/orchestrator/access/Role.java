package dev.hexad.orchestrator.access;

import java.util.Set;

/** What kinds of callers may do. */
public enum Role {
  VIEWER(Set.of("*:read")),
  OPERATOR(Set.of("*:read", "runs:write", "applications:write", "*:write")),
  APPROVER(Set.of("*:read", "runs:write", "runs:approve")),
  ADMIN(Set.of("*"));

  private final Set<String> scopes;

  Role(Set<String> scopes) {
    this.scopes = scopes;
  }

  public Set<String> scopes() {
    return scopes;
  }
}
