package dev.hexad.ci.runner;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a pod cannot go on, read from its status. */
final class PodFailure {
  private static final Set<String> IMAGE =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError");

  /** The kubelet tries again, but nothing of it changes by itself. */
  private static final Set<String> START = Set.of("CreateContainerError", "RunContainerError");

  private PodFailure() {}

  /** The problem of a pod that will not run the step to its end; empty while it may. */
  static Optional<HexadException> of(Pod pod, StepRun step) {
    Optional<HexadException> ended = ended(pod, step);
    return ended.isPresent()
        ? ended
        : statuses(pod).stream().flatMap(one -> waiting(one, step).stream()).findFirst();
  }

  private static Optional<HexadException> ended(Pod pod, StepRun step) {
    String reason = pod.getStatus() == null ? null : pod.getStatus().getReason();
    if (reason == null) {
      return Optional.empty();
    }
    String more = because(pod.getStatus().getMessage());
    return switch (reason) {
      case "DeadlineExceeded" ->
          problem(
              ProblemType.TIMED_OUT,
              "The pod of the step '" + step.name() + "' lived too long",
              more);
      case "Evicted",
          "Preempting",
          "Preempted",
          "NodeLost",
          "NodeShutdown",
          "Terminated",
          "UnexpectedAdmissionError",
          "OutOfcpu",
          "OutOfmemory",
          "OutOfpods" ->
          problem(
              ProblemType.UPSTREAM_FAILED,
              "The cluster ended the pod of the step '" + step.name() + "' (" + reason + ")",
              more);
      default -> Optional.empty();
    };
  }

  private static Optional<HexadException> waiting(ContainerStatus container, StepRun step) {
    ContainerStateWaiting waiting = state(container).getWaiting();
    String reason = waiting == null ? null : waiting.getReason();
    if (reason == null) {
      return Optional.empty();
    }
    if (IMAGE.contains(reason)) {
      return problem(
          ProblemType.UPSTREAM_FAILED,
          "Cannot pull " + container.getImage() + " (" + reason + ")",
          because(waiting.getMessage()));
    }
    if (START.contains(reason)) {
      return problem(
          ProblemType.UPSTREAM_FAILED,
          "The container '" + container.getName() + "' of '" + step.name() + "' cannot start",
          because(waiting.getMessage()));
    }
    return Optional.empty();
  }

  /** How the step's container ended when it is not by the script's own exit code. */
  static Optional<HexadException> killed(ContainerStateTerminated end, StepRun step) {
    String reason = end.getReason() == null ? "" : end.getReason();
    return switch (reason) {
      case "OOMKilled" ->
          problem(
              ProblemType.STEP_FAILED,
              "The step '" + step.name() + "' used more than its " + memory(step) + " of memory",
              "");
      case "StartError", "ContainerCannotRun" ->
          problem(
              ProblemType.UPSTREAM_FAILED,
              "The container of the step '" + step.name() + "' cannot start",
              because(end.getMessage()));
      default -> Optional.empty();
    };
  }

  private static String memory(StepRun step) {
    Integer limit = step.resources() == null ? null : step.resources().memoryMb();
    return limit == null ? "share" : limit + " MiB";
  }

  /** What the scheduler says of a pod without a node. */
  static Optional<String> unscheduled(Pod pod) {
    if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    return pod.getStatus().getConditions().stream()
        .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
        .map(PodCondition::getMessage)
        .findFirst();
  }

  /** What a pod that does not get going waits for. */
  static String waitsFor(Pod pod) {
    return unscheduled(pod)
        .map(message -> "no node takes it: " + message)
        .or(() ->
            statuses(pod).stream()
                .filter(one -> state(one).getWaiting() != null)
                .map(PodFailure::waitsFor)
                .findFirst())
        .orElse("its node has not reported yet.");
  }

  private static String waitsFor(ContainerStatus one) {
    ContainerStateWaiting waiting = state(one).getWaiting();
    return "the container '"
        + one.getName()
        + "' waits with "
        + waiting.getReason()
        + because(waiting.getMessage());
  }

  /** The state of a container, an empty one when nothing is known. */
  static ContainerState state(Pod pod, String container) {
    return status(pod, container).map(PodFailure::state).orElseGet(ContainerState::new);
  }

  static boolean ready(Pod pod, String container) {
    return status(pod, container).map(one -> Boolean.TRUE.equals(one.getReady())).orElse(false);
  }

  private static Optional<ContainerStatus> status(Pod pod, String container) {
    return statuses(pod).stream().filter(one -> container.equals(one.getName())).findFirst();
  }

  private static ContainerState state(ContainerStatus container) {
    return container.getState() == null ? new ContainerState() : container.getState();
  }

  private static List<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null
        ? List.of()
        : pod.getStatus().getContainerStatuses();
  }

  private static Optional<HexadException> problem(ProblemType type, String text, String more) {
    return Optional.of(new HexadException(type, text + (more.isEmpty() ? "." : more)));
  }

  private static String because(@Nullable String message) {
    return message == null || message.isBlank() ? "" : ": " + message.strip();
  }
}
