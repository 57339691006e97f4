package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;

/** Waits until a service takes connections. */
final class Ports {
  private static final int DEFAULT_SECONDS = 60;
  private static final int LOOK_MILLIS = 100;

  private Ports() {}

  static void await(
      String host,
      int port,
      BuildStep.Service service,
      BooleanSupplier alive,
      CommandContext context)
      throws InterruptedException {
    Integer given = service.readySeconds();
    int seconds = given == null ? DEFAULT_SECONDS : given;
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    while (!takes(host, port)) {
      context.checkInterrupted();
      if (!alive.getAsBoolean()) {
        throw new HexadException(
            ProblemType.STEP_FAILED,
            "The service '" + service.name() + "' ended before it was ready; see the log.");
      }
      if (System.nanoTime() > until) {
        throw new HexadException(
            ProblemType.TIMED_OUT,
            "The service '"
                + service.name()
                + "' did not take connections on port "
                + port
                + " within "
                + seconds
                + " s.");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static boolean takes(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
