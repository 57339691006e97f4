package dev.hexad.monitoring.prometheus;

import dev.hexad.agent.command.CommandLog;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.scrape.RevisionMetrics;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Prometheus servers that pipelines name. */
@Component
public final class PrometheusSources {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final OutboundGuard guard;
  private final GuardedHttp http;
  private final OrchestratorClient orchestrator;
  private final Clock clock;

  PrometheusSources(OutboundGuard guard, OrchestratorClient orchestrator, Clock clock) {
    this.guard = guard;
    this.http = new GuardedHttp(guard, TIMEOUT);
    this.orchestrator = orchestrator;
    this.clock = clock;
  }

  /**
   * A source; nothing is asked yet but for its secret.
   *
   * @param log that is to hide the secret
   * @throws HexadException when its address is not allowed or its secret cannot be had
   */
  public RevisionMetrics source(VerifyParameters.Prometheus server, CommandLog log) {
    guard.check(server.url());
    URI uri = URI.create(server.url());
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new HexadException(
          ProblemType.INVALID, "prometheus.url ends before '?' and '#'; give the server only.");
    }
    var client = new PrometheusClient(http, server.url(), token(server.tokenSecret(), log));
    return new PrometheusMetrics(client, server, clock);
  }

  private @Nullable Secret token(@Nullable String name, CommandLog log) {
    if (name == null) {
      return null;
    }
    Secret token = fetch(name);
    if (token.isBlank() || !token.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new HexadException(
          ProblemType.INVALID, "The secret '" + name + "' is no token: one line, no blanks.");
    }
    log.mask(token);
    return token;
  }

  private Secret fetch(String name) {
    try {
      return Secret.of(orchestrator.secret(name).reveal().strip());
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The secret '" + name + "' cannot be had.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }
}
