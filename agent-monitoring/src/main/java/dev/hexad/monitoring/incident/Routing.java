package dev.hexad.monitoring.incident;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.monitoring.settings.MonitoringSettings;
import dev.hexad.monitoring.settings.Route;
import dev.hexad.monitoring.settings.Schedule;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who is told of an incident. */
@Component
class Routing {
  private static final int USUAL_QUIET = 300;

  private final LiveConfiguration<MonitoringSettings> settings;

  Routing(LiveConfiguration<MonitoringSettings> settings) {
    this.settings = settings;
  }

  private Optional<Route> route(Incident incident) {
    return settings.current().routes().stream()
        .filter(route ->
            route.fits(
                incident.place().application(),
                incident.place().environment(),
                incident.severity()))
        .findFirst();
  }

  /** The channels of the first route that fits, who is on call among them. */
  Set<String> channels(Incident incident, Instant now) {
    return reach(route(incident).map(Route::channels).orElse(List.of()), now);
  }

  /** Puts those who are on call in the place of their schedules. */
  Set<String> reach(Collection<String> names, Instant now) {
    var channels = new LinkedHashSet<String>();
    for (String name : names) {
      channels.add(
          settings.current().schedules().stream()
              .filter(schedule -> schedule.name().equals(name))
              .findFirst()
              .map((Schedule schedule) -> schedule.at(now))
              .orElse(name));
    }
    return channels;
  }

  int quietSeconds(Incident incident) {
    return route(incident).map(Route::quietSeconds).orElse(USUAL_QUIET);
  }

  /** A step of the escalation, counted from 0. */
  Optional<Route.Step> step(Incident incident, int number) {
    return route(incident)
        .map(Route::escalation)
        .filter(steps -> number < steps.size())
        .map(steps -> steps.get(number));
  }
}
