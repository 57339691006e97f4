package dev.hexad.monitoring.intake;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.TagsNoticed;
import dev.hexad.contracts.event.TagsNoticed.Item;
import dev.hexad.monitoring.alert.Alerts;
import dev.hexad.monitoring.alert.Observation;
import dev.hexad.monitoring.alert.Place;
import dev.hexad.monitoring.application.Applications;
import dev.hexad.monitoring.settings.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Alerts about resources that do not keep a tag policy, which go to people as all others. Their
 * owner stands where an application does, so that a route leads to the channels of the owner.
 */
@Configuration(proxyBeanMethods = false)
class TagAlerts {
  private static final Duration LASTS = Duration.ofDays(3);
  private static final int MOST_NAMED = 10;

  @Bean
  EventHandler<TagsNoticed> tagAlert(Alerts alerts, Applications applications, Clock clock) {
    return EventHandler.of(
        TagsNoticed.class,
        (event, envelope) -> {
          if (!event.resources().isEmpty()) {
            String owner = event.owner();
            var place =
                new Place(
                    owner == null ? null : applications.find(owner).orElse(null), owner, null);
            alerts.observe(
                List.of(
                    new Observation(
                        fingerprint(event),
                        what(event),
                        place,
                        true,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        clock.instant().plus(LASTS))));
          }
        });
  }

  /** A resource is told of once in each stage, so the first one names what is told with it. */
  private static String fingerprint(TagsNoticed event) {
    return "tag-policy/%s/%s/%s"
        .formatted(event.policy(), event.stage(), event.resources().getFirst().uid());
  }

  private static Observation.What what(TagsNoticed event) {
    boolean ending = event.stage() == TagsNoticed.Stage.ENDING;
    int count = event.resources().size();
    return new Observation.What(
        Observation.Origin.EXTERNAL,
        "tag-policy",
        ending ? Severity.WARNING : Severity.INFO,
        "%d %s of %s %s not keep the tag policy '%s'"
            .formatted(
                count,
                count == 1 ? "resource" : "resources",
                words(event.owner()),
                count == 1 ? "does" : "do",
                event.policy()),
        description(event, ending),
        null,
        (double) count,
        null,
        Map.of("policy", event.policy(), "owner", words(event.owner())),
        "/agents/cloud?tab=tags",
        List.of());
  }

  private static String words(@Nullable String owner) {
    return owner == null ? "nobody" : owner;
  }

  private static String description(TagsNoticed event, boolean ending) {
    String some =
        event.resources().stream()
            .limit(MOST_NAMED)
            .map((Item item) ->
                "%s %s (%s) until %s".formatted(item.type(), item.name(), item.id(), item.endsAt()))
            .collect(Collectors.joining(", "));
    int more = event.resources().size() - MOST_NAMED;
    return "%s: set %s on %s%s"
        .formatted(
            ending ? "The time is nearly over" : "Found",
            String.join(", ", event.keys()),
            some,
            more > 0 ? " and " + more + " more" : "");
  }
}
