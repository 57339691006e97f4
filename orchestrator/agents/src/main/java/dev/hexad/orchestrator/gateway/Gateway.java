package dev.hexad.orchestrator.gateway;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.access.IdentityKeys;
import dev.hexad.orchestrator.registry.Agent;
import dev.hexad.orchestrator.registry.AgentState;
import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.identity.SignedIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Forwards requests to an instance of an agent, with an identity signed for that agent alone. */
@Component
class Gateway {
  /** Headers that belong to one connection or to the caller's credentials. */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "authorization",
          "cookie",
          "host",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "proxy-authorization",
          "proxy-authenticate",
          "http2-settings",
          SignedIdentity.HEADER.toLowerCase(Locale.ROOT));

  private static final Set<String> NOT_RETURNED =
      Set.of(
          "connection",
          "content-length",
          "transfer-encoding",
          "keep-alive",
          "set-cookie",
          "x-content-type-options",
          "x-frame-options",
          "x-xss-protection",
          "cache-control",
          "pragma",
          "expires",
          "content-security-policy");

  private final Registry registry;
  private final IdentityKeys keys;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Gateway(Registry registry, IdentityKeys keys, Clock clock) {
    this.registry = registry;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A request on its way.
   *
   * @param agentId where to
   * @param path at the agent
   * @param credentials whether the agent sees the caller's own {@code Authorization}
   */
  record Forwarding(
      Identity identity, String agentId, String path, byte[] body, boolean credentials) {}

  void forward(Forwarding forwarding, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Identity identity = forwarding.identity();
    String agentId = forwarding.agentId();
    Agent agent =
        registry
            .cached(agentId)
            .filter(found -> found.tenant().equals(identity.tenant()))
            .orElseThrow(() -> HexadException.notFound("resource or agent", agentId));
    if (agent.state() != AgentState.ENABLED) {
      throw new HexadException(
          ProblemType.AGENT_DISABLED,
          "The agent '" + agentId + "' is " + agent.state() + "; enable it on the agents page.");
    }
    String query = request.getQueryString();
    String token = keys.identityFor(identity, agentId);
    for (Agent.Instance instance : candidates(agent)) {
      URI target =
          URI.create(instance.baseUrl() + forwarding.path() + (query == null ? "" : "?" + query));
      try (InputStream answer = send(target, token, forwarding, request, response)) {
        copy(answer, response.getOutputStream());
        return;
      } catch (ConnectException e) {
        continue;
      } catch (HttpTimeoutException e) {
        throw new HexadException(
            ProblemType.TIMED_OUT, "The agent '" + agentId + "' did not answer in time.", e);
      }
    }
    throw new HexadException(
        ProblemType.AGENT_UNAVAILABLE, "No instance of the agent '" + agentId + "' answers.");
  }

  /** Passes on what came before it waits for more, so that streams stay live. */
  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    int n;
    while ((n = from.read(buffer)) >= 0) {
      to.write(buffer, 0, n);
      if (from.available() == 0) {
        to.flush();
      }
    }
  }

  private List<Agent.Instance> candidates(Agent agent) {
    var alive =
        new java.util.ArrayList<>(
            agent.instances().stream()
                .filter(i -> i.alive(clock.instant()) && !i.baseUrl().isEmpty())
                .toList());
    Collections.shuffle(alive);
    alive.sort(java.util.Comparator.comparing(i -> !i.healthy()));
    return alive;
  }

  private InputStream send(
      URI target,
      String token,
      Forwarding forwarding,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(60))
            .method(request.getMethod(), HttpRequest.BodyPublishers.ofByteArray(forwarding.body()))
            .header(SignedIdentity.HEADER, token);
    Collections.list(request.getHeaderNames()).stream()
        .filter(name -> !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)))
        .forEach(name -> forwarded.header(name, request.getHeader(name)));
    String credentials = request.getHeader("Authorization");
    if (forwarding.credentials() && credentials != null) {
      forwarded.header("Authorization", credentials);
    }
    try {
      HttpResponse<InputStream> answer =
          http.send(forwarded.build(), HttpResponse.BodyHandlers.ofInputStream());
      response.setStatus(answer.statusCode());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!NOT_RETURNED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
              values.forEach(value -> response.addHeader(name, value));
            }
          });
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The orchestrator stops.", e);
    }
  }
}
