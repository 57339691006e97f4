package dev.hexad.standalone;

import dev.hexad.servers.EmbeddedServers;
import dev.hexad.servers.Options;
import dev.hexad.servers.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hexad in one state folder: servers and services that outlive the process that starts them, found
 * again by any later one.
 */
public final class Installation {
  private final Path state;
  private final Progress progress;
  private final Identity identity;
  private final ServiceConfiguration configuration;
  private final ServiceProcesses processes;
  private final EmbeddedServers servers;

  private Installation(Path state, Progress progress) {
    this.state = state;
    this.progress = progress;
    this.identity = new Identity(state);
    this.configuration = new ServiceConfiguration(state, identity);
    this.processes = new ServiceProcesses(state, Distribution.locate(), configuration);
    this.servers = EmbeddedServers.of(state);
  }

  /** The installation of a folder, whether it runs or not; the folder is created when missing. */
  public static Installation in(Path folder, Progress progress) {
    try {
      return new Installation(
          Files.createDirectories(folder.toAbsolutePath()).toRealPath(), progress);
    } catch (IOException e) {
      throw new InstallationException("cannot create " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Starts what is not running and returns when every service is healthy; safe to repeat. */
  public void up(Layout layout) {
    try (StateLock _ = StateLock.take(state)) {
      identity.complete();
      startServers();
      configuration.write(servers);
      stopOutdated(layout);
      new ServiceStart(processes, identity.port(), progress).start(layout);
    }
  }

  /** Starts the servers and only these services, each as a process of its own. */
  void up(List<Service> services) {
    try (StateLock _ = StateLock.take(state)) {
      identity.complete();
      startServers();
      configuration.write(servers);
      var start = new ServiceStart(processes, identity.port(), progress);
      services.forEach(service -> start.start(Unit.of(service)));
    }
  }

  /** Starts the embedded servers only. */
  void upServers() {
    try (StateLock _ = StateLock.take(state)) {
      identity.complete();
      startServers();
    }
  }

  /** Takes other ports from now on: this one for the orchestrator, the next ones for the rest. */
  public void movePort(int base) {
    if (base < 1024 || base + Service.PORTS > 65535) {
      throw new UsageException("--port must lie between 1024 and 65527");
    }
    if (identity.port() != base) {
      identity.movePort(base);
    }
  }

  /** Ends the services, then the servers; state stays. */
  public void down() {
    try (StateLock _ = StateLock.take(state)) {
      for (Unit unit : Layout.allUnits()) {
        if (processes.isRecording(unit)) {
          progress.say("stopping " + unit.name() + " and keeping its start cache for next time");
        } else if (processes.find(unit).isPresent()) {
          progress.say("stopping " + unit.name());
        }
        processes.stop(unit);
      }
      progress.say("stopping postgres, kafka, redis");
      servers.stop();
    }
  }

  /** Base URL of the orchestrator and the dashboard. */
  public String url() {
    return configuration.url(Service.ORCHESTRATOR);
  }

  public String url(Service service) {
    return configuration.url(service);
  }

  public String adminToken() {
    return identity.adminToken();
  }

  /** With it an agent of one's own may join. */
  public String enrolmentToken() {
    return identity.enrolmentToken();
  }

  /** A port for one agent more. */
  public int freePort() {
    return identity.port() + Service.PORTS;
  }

  public Path state() {
    return state;
  }

  public EmbeddedServers servers() {
    return servers;
  }

  /** The process that carries a service; empty when it does not run. */
  public Optional<Long> pid(Service service) {
    return process(service).map(ChildProcess::pid);
  }

  /** Ends the process of a service as a crash would, and everything that shares the process. */
  public void kill(Service service) {
    process(service).ifPresent(ChildProcess::kill);
  }

  /** Ends a service in order; in the single layout, all of them. */
  public void stop(Service service) {
    processes.stop(unit(service).orElse(Unit.of(service)));
  }

  /** Starts a service as a process of its own, or all of them in the single layout, and waits. */
  public void start(Service service, Layout layout) {
    Unit unit = layout == Layout.SINGLE ? Unit.ALL : Unit.of(service);
    new ServiceStart(processes, identity.port(), progress).start(unit);
  }

  public List<ComponentStatus> status() {
    return new StatusReport(servers, this).components();
  }

  @Nullable ChildProcess processOrNull(Service service) {
    return process(service).orElse(null);
  }

  int port(Service service) {
    return service.port(identity.port());
  }

  private Optional<ChildProcess> process(Service service) {
    return unit(service).flatMap(processes::find);
  }

  private Optional<Unit> unit(Service service) {
    return List.of(Unit.of(service), Unit.ALL).stream()
        .filter(unit -> processes.find(unit).isPresent())
        .findFirst();
  }

  private void startServers() {
    long begin = System.nanoTime();
    progress.say("starting postgres, kafka, redis");
    EmbeddedServers.start(state, Options.durable());
    progress.say("postgres, kafka, redis are up (%s)".formatted(seconds(begin)));
  }

  /** Ends processes of the other layout, of an older build or with older settings. */
  private void stopOutdated(Layout layout) {
    List<Unit> wanted = layout.units();
    for (Unit unit : Layout.allUnits()) {
      Optional<ChildProcess> running = processes.find(unit);
      boolean keep =
          wanted.contains(unit)
              && running.map(process -> processes.isCurrent(unit, process)).orElse(true);
      if (!keep && running.isPresent()) {
        progress.say("stopping " + unit.name() + ", which is out of date");
        processes.stop(unit);
      }
    }
  }

  static String seconds(long sinceNanos) {
    return "%.1f s".formatted((System.nanoTime() - sinceNanos) / 1e9);
  }
}
