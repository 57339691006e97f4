package dev.hexad.orchestrator.enrolment;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Looks at the address under which an agent wants to be reached. Agents live in private networks,
 * so those are allowed; what only the orchestrator's host can reach and no agent has, is not.
 */
final class BaseUrl {
  private BaseUrl() {}

  /** Refuses addresses that no agent can have; empty means that the agent has no REST API. */
  static void check(String baseUrl) {
    if (baseUrl.isEmpty()) {
      return;
    }
    URI uri;
    try {
      uri = URI.create(baseUrl);
    } catch (IllegalArgumentException e) {
      throw new HexadException(ProblemType.INVALID, "The baseUrl is not a URL.", e);
    }
    if (uri.getScheme() == null
        || !uri.getScheme().matches("https?")
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new HexadException(
          ProblemType.INVALID, "The baseUrl must be http(s)://host[:port][/path] and no more.");
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        if (address.isLinkLocalAddress()
            || address.isMulticastAddress()
            || address.isAnyLocalAddress()) {
          throw new HexadException(
              ProblemType.FORBIDDEN,
              "The baseUrl points at " + address.getHostAddress() + ", where no agent can be.");
        }
      }
    } catch (UnknownHostException e) {
      // Names can appear later; the gateway says so when it cannot reach the agent.
      return;
    }
  }
}
