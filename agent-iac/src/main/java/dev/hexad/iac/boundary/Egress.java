package dev.hexad.iac.boundary;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.tool.Tool;
import dev.hexad.iac.tool.Tools;
import dev.hexad.iac.tool.Wall;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way out of a run to the hosts of its workspace. Where this machine can isolate, the run is
 * behind a wall and has no other way than the proxy; elsewhere the proxy only stands in its
 * environment.
 */
@Component
public class Egress {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");

  private final Boundaries boundaries;
  private final EgressProxy proxy;
  private final OutboundGuard guard;
  private final Tools tools;

  Egress(Boundaries boundaries, EgressProxy proxy, OutboundGuard guard, Tools tools) {
    this.boundaries = boundaries;
    this.proxy = proxy;
    this.guard = guard;
    this.tools = tools;
  }

  /**
   * The way out of one run.
   *
   * @param environment for the program; empty where it may go everywhere
   * @param wall behind which it is to run, if there is one
   */
  public record Way(Map<String, String> environment, @Nullable Wall wall, Runnable ending)
      implements AutoCloseable {
    /** Makes a program go this way. */
    public void lead(Tool tool) {
      tool.credentials(environment);
      if (wall != null) {
        tool.enter(wall);
      }
    }

    @Override
    public void close() {
      ending.run();
    }
  }

  /**
   * Opens the way of a workspace's run.
   *
   * @param state port of the loopback address at which it finds its state
   * @param told gets what the log is to say
   * @throws HexadException where isolation is required and there is none
   */
  public Way open(String workspace, int state, Consumer<String> told) throws IOException {
    List<String> hosts = boundaries.of(workspace).map(each -> each.hosts()).orElse(null);
    if (hosts == null) {
      return new Way(Map.of(), null, () -> {});
    }
    EgressProxy.Way way =
        proxy.open(
            hosts, host -> told.accept("[the boundary of the workspace refuses " + host + "]"));
    try {
      Wall wall = tools.wall(ports(hosts, state, way.port(), told)).orElse(null);
      if (wall == null) {
        told.accept("[no wall: this machine does not isolate, so the boundary is a proxy only]");
        return new Way(way.environment(), null, way::close);
      }
      return new Way(
          way.environment(),
          wall,
          () -> {
            wall.close();
            way.close();
          });
    } catch (IOException | HexadException e) {
      way.close();
      throw e;
    }
  }

  /**
   * Programs never ask a proxy for the loopback address, so what is allowed there is let through.
   */
  private Set<Integer> ports(List<String> hosts, int state, int proxy, Consumer<String> told) {
    var ports = new HashSet<>(Set.of(state, proxy));
    for (String host : hosts) {
      URI uri = URI.create("https://" + host.replace("*.", "any."));
      if (LOOPBACK.contains(uri.getHost())) {
        try {
          guard.check(uri);
          ports.add(uri.getPort() < 0 ? 443 : uri.getPort());
        } catch (HexadException e) {
          told.accept("[" + host + ": " + e.getMessage() + "]");
        }
      }
    }
    return ports;
  }

  /** How far the hosts of a workspace's boundary are held, for people. */
  public String told(String workspace) {
    if (boundaries.of(workspace).map(each -> each.hosts()).isEmpty()) {
      return "not limited";
    }
    return tools.walls()
        ? "a wall: programs reach these hosts and no others"
        : "by a proxy in the program's environment; code that ignores it is not held";
  }
}
