package dev.hexad.monitoring.scrape;

import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TargetController {
  private final WatchList watchList;

  TargetController(WatchList watchList) {
    this.watchList = watchList;
  }

  /** A watched revision with its newest reading. */
  record Target(
      UUID deploymentId,
      String application,
      String environment,
      int revision,
      String role,
      String state,
      @Nullable String metricsUrl,
      @Nullable Double requests,
      @Nullable Double errors,
      @Nullable Instant at) {}

  @GetMapping("/api/v1/monitoring/targets")
  @RequiresScope("monitoring:read")
  Page<Target> targets() {
    return Page.all(watchList.all().stream().map(this::target).toList());
  }

  private Target target(Watched watched) {
    var reading = watchList.latest(watched.deploymentId());
    return new Target(
        watched.deploymentId(),
        watched.application(),
        watched.environment(),
        watched.revision(),
        watched.role(),
        watched.failures() > 0 ? "DOWN" : reading.isPresent() ? "UP" : "UNKNOWN",
        watched.metricsUrl(),
        reading.map(Reading::requests).orElse(null),
        reading.map(Reading::errors).orElse(null),
        reading.map(Reading::at).orElse(null));
  }
}
