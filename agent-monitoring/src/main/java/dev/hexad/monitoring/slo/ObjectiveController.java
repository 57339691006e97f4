package dev.hexad.monitoring.slo;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Objective;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitoring/objectives")
class ObjectiveController {
  private static final int STEPS = 240;

  private final Budgets budgets;
  private final Counting counting;
  private final CountStore store;
  private final LiveConfiguration<MonitoringSettings> settings;
  private final Clock clock;

  ObjectiveController(
      Budgets budgets,
      Counting counting,
      CountStore store,
      LiveConfiguration<MonitoringSettings> settings,
      Clock clock) {
    this.budgets = budgets;
    this.counting = counting;
    this.store = store;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * An objective with its budget.
   *
   * @param failure why it cannot be counted now; empty when it can
   */
  record View(Objective objective, Budgets.Budget budget, String failure) {}

  @GetMapping
  @RequiresScope("monitoring:read")
  Page<View> objectives(
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String environment) {
    return Page.all(
        settings.current().objectives().stream()
            .filter(o -> application == null || o.application().equals(application))
            .filter(o -> environment == null || environment.equals(o.environment()))
            .map(this::view)
            .toList());
  }

  private View view(Objective objective) {
    return new View(objective, budgets.of(objective), counting.failure(objective.name()));
  }

  /** An objective with its requests over its window, in steps of equal length. */
  record Detail(View view, long stepSeconds, List<CountStore.Step> steps) {}

  @GetMapping("/{name}")
  @RequiresScope("monitoring:read")
  Detail objective(@PathVariable String name) {
    Objective objective =
        settings.current().objectives().stream()
            .filter(o -> o.name().equals(name))
            .findFirst()
            .orElseThrow(() ->
                new HexadException(ProblemType.NOT_FOUND, "There is no objective '" + name + "'."));
    Duration window = Duration.ofDays(objective.windowDays());
    Duration step = window.dividedBy(STEPS);
    Instant now = clock.instant();
    return new Detail(
        view(objective), step.toSeconds(), store.history(name, now.minus(window), now, step));
  }

  /** Reads OpenSLO documents; gives what to put into the configuration. Nothing is changed. */
  @PostMapping(path = "/convert", consumes = "application/yaml")
  @RequiresScope("monitoring:read")
  OpenSlo.Converted convert(@RequestBody String yaml) {
    return OpenSlo.convert(yaml);
  }
}
