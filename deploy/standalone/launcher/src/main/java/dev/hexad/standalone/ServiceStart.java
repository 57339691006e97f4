package dev.hexad.standalone;

import dev.hexad.servers.process.ChildProcess;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts the JVMs of a layout and waits until every service in them is healthy. */
final class ServiceStart {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long POLL_MILLIS = 150;
  // More at once only compete for the processor on a small machine.
  private static final int AT_ONCE = 2;

  private final ServiceProcesses processes;
  private final int basePort;
  private final Progress progress;

  ServiceStart(ServiceProcesses processes, int basePort, Progress progress) {
    this.processes = processes;
    this.basePort = basePort;
    this.progress = progress;
  }

  void start(Layout layout) {
    List<Unit> units = layout.units();
    List<Unit> missing = units.stream().filter(unit -> processes.find(unit).isEmpty()).toList();
    // A process of an earlier start that died leaves its pid file; what it held is free by now.
    missing.forEach(processes::stop);
    missing.forEach(unit -> processes.requireFreePorts(unit, basePort));
    if (layout == Layout.PROCESSES && !missing.isEmpty() && !processes.cache().exists()) {
      train();
    }
    for (int first = 0; first < units.size(); first += AT_ONCE) {
      List<Unit> together = units.subList(first, Math.min(first + AT_ONCE, units.size()));
      together.stream().filter(missing::contains).forEach(processes::start);
      together.forEach(this::await);
    }
  }

  void start(Unit unit) {
    if (processes.find(unit).isEmpty()) {
      processes.stop(unit);
      processes.requireFreePorts(unit, basePort);
      processes.start(unit);
    }
    await(unit);
  }

  private void train() {
    long begin = System.nanoTime();
    progress.say("recording a start cache, once for this build");
    processes.train();
    String size =
        processes.cache().megabytes().map(megabytes -> megabytes + " MB").orElse("not written");
    progress.say("start cache: %s (%s)".formatted(size, Installation.seconds(begin)));
  }

  private void await(Unit unit) {
    long begin = System.nanoTime();
    Set<Service> waiting = EnumSet.copyOf(unit.services());
    while (!waiting.isEmpty()) {
      Optional<ChildProcess> process = processes.find(unit);
      if (process.isEmpty()) {
        throw new InstallationException(
            unit.name() + " ended while starting; " + processes.lastWords(unit));
      }
      for (Service service : Set.copyOf(waiting)) {
        if (Health.of(service.port(basePort)) == Health.UP) {
          waiting.remove(service);
          progress.say(
              "%-16s is up on port %d (%s)"
                  .formatted(service.title(), service.port(basePort), Installation.seconds(begin)));
        }
      }
      if (System.nanoTime() - begin > LIMIT.toNanos()) {
        throw new InstallationException(
            "%s did not become healthy within %d minutes: %s; %s"
                .formatted(unit.name(), LIMIT.toMinutes(), waiting, processes.lastWords(unit)));
      }
      if (!waiting.isEmpty()) {
        Pause.millis(POLL_MILLIS);
      }
    }
  }
}
