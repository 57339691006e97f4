package dev.hexad.orchestrator.access;

import dev.hexad.service.identity.Identity;
import java.util.Optional;
import java.util.Set;

/** What service tokens of agents may do, and what an operator may grant to a plugin. */
public final class AgentScopes {
  /** Prefix of the scope that opens one secret: {@code secrets:value:<name>}. */
  public static final String SECRET = "secrets:value:";

  /** Saying at a gate what somebody has said elsewhere; never granted to a plugin. */
  public static final String RELAY = "runs:relay";

  /** Its own affairs: heartbeats, and its own commands and events. */
  static final Set<String> ALWAYS = Set.of("enrolments:beat", "transport:use");

  /** Agents start runs of their own accord, so that what they do is in the ledger too. */
  static final Set<String> BUILT_IN =
      Set.of(
          "secrets:value",
          "applications:read",
          "changes:read",
          "runs:read",
          "runs:write",
          RELAY,
          // What a plan costs is asked of the FinOps agent, through the gateway.
          "gateway:read",
          "finops:write",
          // What resources cost is asked before they are acted on.
          "finops:read",
          // Who acted on a resource that has drifted is asked of the Cloud agent.
          "cloud:read",
          // Whether IaC owns a resource is asked before it is acted on.
          "iac:read",
          // How much machines are used, and how much is asked of services, is asked of Monitoring.
          "monitoring:read",
          "leases:read",
          "leases:write");

  /** Scopes that hand out the keys of the house. */
  private static final Set<String> NEVER =
      Set.of("enrolments", "plugins", "transport", "tokens", "hooks", "secrets", "configuration");

  private AgentScopes() {}

  /**
   * Why a plugin cannot be granted a scope; empty when it can.
   *
   * @param by who grants it: nobody gives away what they do not have
   */
  public static Optional<String> objection(String scope, Identity by) {
    if (scope.startsWith(SECRET)
        && scope.matches("secrets:value:[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      return by.allows("secrets:admin")
          ? Optional.empty()
          : Optional.of("only who may write secrets can grant '" + scope + "'");
    }
    if (!scope.matches("[a-z][a-z-]*:(read|write|approve)")) {
      return Optional.of(
          "'"
              + scope
              + "' is no scope that can be granted; name <resource>:read, <resource>:write,"
              + " <resource>:approve or secrets:value:<name>");
    }
    if (NEVER.contains(scope.substring(0, scope.indexOf(':')))) {
      return Optional.of("'" + scope + "' is never granted to a plugin");
    }
    return by.allows(scope)
        ? Optional.empty()
        : Optional.of("you cannot grant '" + scope + "', which you do not have");
  }

  /** Whether a caller that may read secrets may read this one. */
  public static boolean opens(Identity caller, String secret) {
    return caller.scopes().stream().noneMatch(scope -> scope.startsWith(SECRET))
        || caller.scopes().contains(SECRET + secret);
  }
}
