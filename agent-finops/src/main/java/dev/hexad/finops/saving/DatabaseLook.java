package dev.hexad.finops.saving;

import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.SignalSummary;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.MachineSignals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds databases that nobody was connected to, by one of Monitoring's signals. */
@Component
class DatabaseLook implements Look {
  /** Of the hours of the time, that must have values. */
  private static final double WHOLE = 0.9;

  private final OtherAgents agents;
  private final Clock clock;

  DatabaseLook(OtherAgents agents, Clock clock) {
    this.agents = agents;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "databases";
  }

  @Override
  public String asked() {
    return "Monitoring";
  }

  @Override
  public boolean wanted(FinopsSettings settings) {
    return settings.machines() != null && settings.machines().connections() != null;
  }

  @Override
  public Seen look(FinopsSettings settings) throws IOException, InterruptedException {
    MachineSignals wanted = settings.machines();
    if (wanted == null || wanted.connections() == null || wanted.databaseLabel() == null) {
      return new Seen(List.of(), 0, null);
    }
    Instant to = clock.instant();
    Instant from = to.minus(Duration.ofDays(wanted.days()));
    String label = wanted.databaseLabel();
    List<SignalSummary> all = agents.signals(wanted.connections(), label, from, to);
    double hours = WHOLE * wanted.days() * 24;
    List<SignalSummary> whole = all.stream().filter(one -> one.hours() >= hours).toList();
    String problem =
        all.isEmpty()
            ? "there is no signal '%s' with the label '%s'".formatted(wanted.connections(), label)
            : whole.size() < all.size()
                ? "%d of %d databases have too few values in %d days"
                    .formatted(all.size() - whole.size(), all.size(), wanted.days())
                : null;
    return new Seen(
        whole.stream()
            .filter(one -> one.max() != null && one.max() == 0)
            .filter(one -> name(one, label).matches("[\\w.-]{1,200}"))
            .map(one -> leftover(one, label))
            .toList(),
        whole.size(),
        problem);
  }

  private static String name(SignalSummary one, String label) {
    return one.signal().labels().getOrDefault(label, "");
  }

  private static Leftover leftover(SignalSummary one, String label) {
    String name = name(one, label);
    return new Leftover(
        Advice.IDLE_DATABASE,
        name,
        "nobody was connected in %d days, by %d values".formatted(one.days(), one.values()),
        new CloudAct("stop", Map.of(), "type = aws.rds.instance and name = \"" + name + "\""));
  }
}
