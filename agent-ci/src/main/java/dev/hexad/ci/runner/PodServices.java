package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;

/** Waits for the services of a step's pod. */
final class PodServices {
  private static final int DEFAULT_SECONDS = 60;
  private static final int LINES = 20;

  private final PodResource pod;
  private final PodWatch watch;
  private final StepRun step;
  private final CommandContext context;

  PodServices(PodResource pod, PodWatch watch, StepRun step, CommandContext context) {
    this.pod = pod;
    this.watch = watch;
    this.step = step;
    this.context = context;
  }

  /**
   * Returns when those with a port take connections and the others run.
   *
   * @param start until their containers run; then each has its own time to become ready
   */
  void await(Duration start) throws InterruptedException {
    for (int i = 0; i < step.services().size(); i++) {
      BuildStep.Service service = step.services().get(i);
      String container = StepPod.container(i);
      look(service, container, start, false);
      if (service.port() != null) {
        look(service, container, Duration.ofSeconds(seconds(service)), true);
      }
      context.log().line("service " + service.name() + " is ready");
    }
  }

  private static int seconds(BuildStep.Service service) {
    Integer given = service.readySeconds();
    return given == null ? DEFAULT_SECONDS : given;
  }

  private void look(BuildStep.Service service, String container, Duration limit, boolean ready)
      throws InterruptedException {
    Pod now =
        watch
            .await(
                seen ->
                    ended(seen, container)
                        || PodFailure.of(seen, step).isPresent()
                        || (ready
                            ? PodFailure.ready(seen, container)
                            : PodFailure.state(seen, container).getRunning() != null),
                limit,
                context)
            .orElseThrow(() -> late(service, limit));
    if (ended(now, container)) {
      throw new HexadException(
          ProblemType.STEP_FAILED,
          "The service '"
              + service.name()
              + "' ended before it was ready. Its last lines: "
              + PodLogs.tail(pod, container, LINES).strip());
    }
    PodFailure.of(now, step)
        .ifPresent(failure -> {
          throw failure;
        });
  }

  private static boolean ended(Pod pod, String container) {
    return PodFailure.state(pod, container).getTerminated() != null;
  }

  private static HexadException late(BuildStep.Service service, Duration limit) {
    return new HexadException(
        ProblemType.TIMED_OUT,
        "The service '"
            + service.name()
            + "' did not take connections on port "
            + service.port()
            + " within "
            + limit.toSeconds()
            + " s.");
  }
}
