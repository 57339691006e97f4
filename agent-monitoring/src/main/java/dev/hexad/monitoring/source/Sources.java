package dev.hexad.monitoring.source;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The configured sources, open. */
@Component
public class Sources {
  /** A changed secret is seen after so long. */
  private static final Duration SECRETS_KEPT = Duration.ofMinutes(5);

  private record Opened(Source as, Instant at, MetricSource source) {}

  private final List<SourceAdapter> adapters;
  private final SourceSecrets secrets;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  Sources(
      List<SourceAdapter> adapters,
      SourceSecrets secrets,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.adapters = List.copyOf(adapters);
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A configured source.
   *
   * @throws HexadException when there is none of this name, or it cannot be opened
   */
  public MetricSource require(String name) {
    Source source =
        settings
            .current()
            .source(name)
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.NOT_FOUND,
                    "There is no source '" + name + "'; add it to the configuration."));
    Opened known = opened.get(name);
    Instant now = clock.instant();
    if (known != null && known.as().equals(source) && known.at().plus(SECRETS_KEPT).isAfter(now)) {
      return known.source();
    }
    var fresh = new Opened(source, now, open(source));
    opened.put(name, fresh);
    return fresh.source();
  }

  private MetricSource open(Source source) {
    return adapters.stream()
        .filter(adapter -> adapter.kind() == source.kind())
        .findFirst()
        .orElseThrow()
        .open(source, secrets);
  }
}
