package dev.hexad.finops.saving;

import dev.hexad.agent.enrolment.OtherAgents;
import dev.hexad.agent.enrolment.OtherAgents.SignalSummary;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.MachineSignals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how much machines are used from Monitoring's signals. */
@Component
class MachineLook implements Look {
  /** Rates that are taken over a moment may go a little beyond all there is. */
  private static final double BEYOND = 1.1;

  private static final int NAMED = 5;

  private final OtherAgents agents;
  private final Machines machines;
  private final Clock clock;

  MachineLook(OtherAgents agents, Machines machines, Clock clock) {
    this.agents = agents;
    this.machines = machines;
    this.clock = clock;
  }

  @Override
  public String topic() {
    return "machines";
  }

  @Override
  public String asked() {
    return "Monitoring";
  }

  @Override
  public boolean wanted(FinopsSettings settings) {
    return settings.machines() != null && settings.machines().cpu() != null;
  }

  @Override
  public Seen look(FinopsSettings settings) throws IOException, InterruptedException {
    MachineSignals wanted = settings.machines();
    if (wanted == null || wanted.cpu() == null || wanted.label() == null) {
      return new Seen(List.of(), 0, null);
    }
    Instant to = clock.instant();
    Instant from = to.minus(Duration.ofDays(wanted.days()));
    String label = wanted.label();
    Map<String, SignalSummary> memory = new HashMap<>();
    if (wanted.memory() != null) {
      agents.signals(wanted.memory(), label, from, to).stream()
          .filter(summary -> summary.values() > 0)
          .forEach(summary -> memory.merge(name(summary, label), summary, MachineLook::larger));
    }
    var uses = new TreeMap<String, MachineUse>();
    var problems = new ArrayList<String>();
    List<SignalSummary> cpus = agents.signals(wanted.cpu(), label, from, to);
    for (SignalSummary cpu : cpus) {
      String name = name(cpu, label);
      try {
        uses.put(name, use(name, cpu, memory.get(name)));
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (cpus.isEmpty()) {
      problems.add(
          "there is no signal '%s' with the label '%s'; split its query by it"
              .formatted(wanted.cpu(), label));
    }
    machines.keep(List.copyOf(uses.values()));
    return new Seen(List.of(), uses.size(), words(problems));
  }

  private static String name(SignalSummary summary, String label) {
    return summary.signal().labels().getOrDefault(label, "");
  }

  /** Of two that name the same machine, the one that is used more. */
  private static SignalSummary larger(SignalSummary one, SignalSummary other) {
    return value(one.max()) >= value(other.max()) ? one : other;
  }

  private static double value(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static MachineUse use(String name, SignalSummary cpu, @Nullable SignalSummary memory) {
    if (cpu.values() == 0) {
      throw new IllegalArgumentException("'" + cpu.signal().key() + "' has no values");
    }
    return new MachineUse(
        name,
        null,
        Math.max(1, cpu.days()),
        share(cpu, cpu.p95()),
        share(cpu, cpu.p99()),
        memory == null || memory.days() < Rightsizing.FEWEST_DAYS
            ? null
            : share(memory, memory.max()));
  }

  private static double share(SignalSummary summary, @Nullable Double value) {
    boolean percent = summary.signal().unit().strip().equals("%");
    double share = value(value) / (percent ? 100 : 1);
    if (share < 0 || share > BEYOND) {
      throw new IllegalArgumentException(
          "'%s' is no share: %s %s; give it as 0 to 1, or with the unit %%"
              .formatted(summary.signal().key(), value(value), summary.signal().unit()));
    }
    return Math.min(1, share);
  }

  private static @Nullable String words(List<String> problems) {
    if (problems.isEmpty()) {
      return null;
    }
    String first = String.join("; ", problems.subList(0, Math.min(NAMED, problems.size())));
    int more = problems.size() - NAMED;
    return more > 0 ? first + "; and " + more + " more" : first;
  }
}
