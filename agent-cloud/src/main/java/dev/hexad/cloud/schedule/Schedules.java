package dev.hexad.cloud.schedule;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.cloud.action.Acts;
import dev.hexad.cloud.action.AuditTrail;
import dev.hexad.cloud.search.Resource;
import dev.hexad.cloud.search.Search;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.cloud.settings.OffHours;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Stops what nobody needs and starts it again, by acts like any other. Each turn is acted on once:
 * its time is the key of the act, also after a crash and on several agents. A missed turn is made
 * up for while it is the last one.
 */
@Service
public class Schedules {
  private static final Logger log = LoggerFactory.getLogger(Schedules.class);
  private static final Set<String> STOPPED =
      Set.of("stopped", "stopping", "terminated", "deallocated", "deallocating");

  private final LiveConfiguration<CloudSettings> settings;
  private final Search search;
  private final Acts acts;
  private final TurnStore turns;
  private final AuditTrail trail;
  private final Clock clock;

  Schedules(
      LiveConfiguration<CloudSettings> settings,
      Search search,
      Acts acts,
      TurnStore turns,
      AuditTrail trail,
      Clock clock) {
    this.settings = settings;
    this.search = search;
    this.acts = acts;
    this.turns = turns;
    this.trail = trail;
    this.clock = clock;
  }

  /** Looks whether it is time. */
  @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
  public void tick() {
    for (OffHours hours : settings.current().schedules()) {
      Turn turn = Turn.last(hours, clock.instant());
      if (!turns.isSettled(hours.name(), turn) && mayBegin(hours, turn)) {
        try {
          UUID act =
              switch (turn.kind()) {
                case STOP -> stop(hours, turn);
                case START -> start(hours);
              };
          turns.settle(hours.name(), turn, act, null);
        } catch (HexadException e) {
          refused(hours, turn, e);
        } catch (RuntimeException e) {
          log.atError().setCause(e).addKeyValue("schedule", hours.name()).log("tried again soon");
        }
      }
    }
  }

  /** What is still being stopped cannot be started yet. */
  private boolean mayBegin(OffHours hours, Turn turn) {
    return turn.kind() == Turn.Kind.STOP
        || turns.stops(hours.name()).stream().allMatch(acts::hasEnded);
  }

  private void refused(OffHours hours, Turn turn, HexadException e) {
    String problem = String.valueOf(e.getMessage());
    turns.settle(hours.name(), turn, null, problem);
    trail.add(who(hours), turn.kind() + "_REFUSED", null, null, problem);
    log.atWarn().addKeyValue("schedule", hours.name()).log("not done: {}", problem);
  }

  private static String who(OffHours hours) {
    return "schedule:" + hours.name();
  }

  /** Those that run and are not left out. */
  List<Resource> running(OffHours hours) {
    int most = settings.current().actions().maxResources();
    // One more than may be touched, so that too many are told and not cut off.
    return search.find(hours.resources(), 1_000).stream()
        .filter(one -> acts.offers("stop", one.type()))
        .filter(one -> !one.tags().has(hours.exempting()))
        .filter(one -> !STOPPED.contains(one.state()))
        .limit(most + 1L)
        .toList();
  }

  private @Nullable UUID stop(OffHours hours, Turn turn) {
    var parts =
        running(hours).stream()
            .map(one -> new Acts.Part(one.uid(), "stop", Json.mapper().createObjectNode()))
            .toList();
    if (parts.isEmpty()) {
      return null;
    }
    UUID act =
        acts.plan(
            who(hours),
            new Acts.Order(
                "stop",
                Json.mapper().createObjectNode(),
                parts,
                "off hours of " + hours.name(),
                "schedule/" + hours.name() + "/" + turn.at(),
                false));
    acts.carryOutAsConfigured(act, who(hours));
    return act;
  }

  /** Undoes every stop; people may have started some of it before. */
  private @Nullable UUID start(OffHours hours) {
    UUID last = null;
    for (UUID stop : turns.stops(hours.name())) {
      Optional<UUID> undo = acts.undoOnce(stop, who(hours), "working hours of " + hours.name());
      if (undo.isPresent()) {
        last = undo.get();
        acts.carryOutAsConfigured(last, who(hours));
      }
      turns.startedAgain(stop);
    }
    return last;
  }
}
