package dev.hexad.cloud.schedule;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.OffHours;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cloud/schedules")
class ScheduleController {
  private static final int OUTCOMES = 20;

  private final LiveConfiguration<CloudSettings> settings;
  private final Schedules schedules;
  private final TurnStore turns;
  private final Clock clock;

  ScheduleController(
      LiveConfiguration<CloudSettings> settings,
      Schedules schedules,
      TurnStore turns,
      Clock clock) {
    this.settings = settings;
    this.schedules = schedules;
    this.turns = turns;
    this.clock = clock;
  }

  /** A resource that the next stop would stop. */
  record Running(UUID uid, String type, String name) {}

  /** A schedule with what it did and what it is going to do. */
  record View(
      String name,
      String resources,
      String zone,
      Turn next,
      List<Running> running,
      List<TurnStore.Outcome> outcomes) {}

  /** Each schedule; nothing is done. */
  @GetMapping
  @RequiresScope("cloud:read")
  Page<View> list() {
    return Page.all(settings.current().schedules().stream().map(this::view).toList());
  }

  private View view(OffHours hours) {
    return new View(
        hours.name(),
        hours.resources(),
        hours.zone(),
        Turn.next(hours, clock.instant()),
        schedules.running(hours).stream()
            .map(one -> new Running(one.uid(), one.type(), one.name()))
            .toList(),
        turns.outcomes(hours.name(), OUTCOMES));
  }
}
