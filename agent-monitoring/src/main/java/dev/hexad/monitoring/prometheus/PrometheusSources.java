package dev.hexad.monitoring.prometheus;

import dev.hexad.agent.command.CommandLog;
import dev.hexad.contracts.command.VerifyParameters;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.scrape.RevisionMetrics;
import dev.hexad.monitoring.settings.Source;
import dev.hexad.monitoring.source.MetricSource;
import dev.hexad.monitoring.source.SourceAdapter;
import dev.hexad.monitoring.source.SourceSecrets;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Prometheus servers that pipelines and the configuration name. */
@Component
public final class PrometheusSources implements SourceAdapter {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final OutboundGuard guard;
  private final GuardedHttp http;
  private final SourceSecrets secrets;
  private final Clock clock;

  PrometheusSources(OutboundGuard guard, SourceSecrets secrets, Clock clock) {
    this.guard = guard;
    this.http = new GuardedHttp(guard, TIMEOUT);
    this.secrets = secrets;
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
    Secret token = secrets.require(name);
    log.mask(token);
    return token;
  }

  @Override
  public Source.Kind kind() {
    return Source.Kind.PROMETHEUS;
  }

  @Override
  public MetricSource open(Source source, SourceSecrets secrets) {
    guard.check(source.url());
    Secret token = source.secret() == null ? null : secrets.require(source.secret());
    return new PrometheusSource(new PrometheusClient(http, source.url(), token));
  }
}
