package dev.hexad.standalone;

import dev.hexad.servers.EmbeddedServers;
import dev.hexad.servers.ServerStatus;
import dev.hexad.servers.process.ChildProcess;
import dev.hexad.servers.process.ProcessTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The components of an installation as a table or as JSON. */
final class StatusReport {
  private static final String ROW = "%-16s %8s %6s  %-8s %8s%n";

  private final EmbeddedServers servers;
  private final Installation installation;

  StatusReport(EmbeddedServers servers, Installation installation) {
    this.servers = servers;
    this.installation = installation;
  }

  List<ComponentStatus> components() {
    List<ComponentStatus> all = new ArrayList<>();
    for (ServerStatus server : servers.status()) {
      String health = server.running() ? "up" : "stopped";
      all.add(
          new ComponentStatus(
              server.name(), server.pid(), server.port(), health, server.residentBytes()));
    }
    for (Service service : Service.values()) {
      all.add(status(service));
    }
    return all;
  }

  private ComponentStatus status(Service service) {
    int port = installation.port(service);
    ChildProcess process = installation.processOrNull(service);
    if (process == null) {
      return new ComponentStatus(service.title(), 0, port, "stopped", 0);
    }
    String health = Health.of(port) == Health.UP ? "up" : "down";
    long memory = ProcessTable.residentBytes(process.pid());
    return new ComponentStatus(service.title(), process.pid(), port, health, memory);
  }

  static String table(List<ComponentStatus> components) {
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("NAME", "PID", "PORT", "HEALTH", "MEMORY"));
    long previous = 0;
    for (ComponentStatus one : components) {
      boolean shared = one.pid() != 0 && one.pid() == previous;
      text.append(
          ROW.formatted(
              one.name(),
              one.pid() == 0 ? "-" : Long.toString(one.pid()),
              one.port() == 0 ? "-" : Integer.toString(one.port()),
              one.health(),
              shared ? "shared" : megabytes(one.memoryBytes())));
      previous = one.pid();
    }
    text.append(ROW.formatted("total", "", "", "", megabytes(total(components))));
    return text.toString();
  }

  static String json(List<ComponentStatus> components) {
    return JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            Map.of(
                "up", allUp(components),
                "components", components,
                "memoryBytes", total(components)));
  }

  static boolean allUp(List<ComponentStatus> components) {
    return components.stream().allMatch(ComponentStatus::up);
  }

  /** Counts a process that carries several services once. */
  private static long total(List<ComponentStatus> components) {
    Map<Long, Long> byPid = new HashMap<>();
    components.forEach(one -> byPid.put(one.pid(), one.memoryBytes()));
    return byPid.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "-" : (bytes >> 20) + " MB";
  }
}
