package dev.hexad.service.identity;

import java.util.Set;

/**
 * Who calls.
 *
 * @param subject for example {@code token:ci-bot}, {@code agent:cd}, {@code webhook}
 * @param scopes what it may do, for example {@code runs:read}; {@code *:read} means reading of
 *     everything, {@code *} everything
 */
public record Identity(String tenant, String subject, Set<String> scopes) {
  public Identity {
    scopes = Set.copyOf(scopes);
  }

  public boolean allows(String scope) {
    String verb = scope.substring(scope.indexOf(':') + 1);
    return scopes.contains("*") || scopes.contains(scope) || scopes.contains("*:" + verb);
  }
}
