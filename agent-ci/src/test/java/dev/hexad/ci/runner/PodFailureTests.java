package dev.hexad.ci.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodFailureTests {
  private static final StepRun STEP =
      new StepRun(
          "id",
          "Test",
          "true",
          "alpine:3",
          Path.of("f"),
          Path.of("s"),
          Map.of(),
          Duration.ofSeconds(1),
          new BuildStep.Resources(null, 64, null),
          List.of());

  private static Pod waiting(String reason, String message) {
    return new PodBuilder()
        .withNewStatus()
        .addNewContainerStatus()
        .withName("step")
        .withImage("alpine:3")
        .withNewState()
        .withNewWaiting(message, reason)
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static String message(Optional<HexadException> failure) {
    return failure.map(e -> e.problem().type() + " " + e.problem().detail()).orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ErrImagePull|denied|upstream-failed Cannot pull alpine:3 (ErrImagePull): denied",
        "ImagePullBackOff|Back-off|upstream-failed Cannot pull alpine:3 (ImagePullBackOff): Back-off",
        "InvalidImageName|bad|upstream-failed Cannot pull alpine:3 (InvalidImageName): bad",
        "RunContainerError|no sh|upstream-failed The container 'step' of 'Test' cannot start: no sh",
        "CreateContainerConfigError|secret not found|none",
        "ContainerCreating||none",
      })
  void aWaitingContainerSaysWhatItWaitsFor(String reason, String said, String wanted) {
    String full = wanted.equals("none") ? wanted : "urn:hexad:problem:" + wanted;
    assertThat(message(PodFailure.of(waiting(reason, said), STEP))).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Evicted|upstream-failed The cluster ended the pod of the step 'Test' (Evicted): why",
        "DeadlineExceeded|timed-out The pod of the step 'Test' lived too long: why",
      })
  void aPodThatTheClusterEndsSaysWhy(String reason, String wanted) {
    Pod pod =
        new PodBuilder()
            .withNewStatus()
            .withPhase("Failed")
            .withReason(reason)
            .withMessage("why")
            .endStatus()
            .build();
    assertThat(message(PodFailure.of(pod, STEP))).isEqualTo("urn:hexad:problem:" + wanted);
  }

  @Test
  void memoryAndAMissingShellAreToldFromExitCodes() {
    var end = new ContainerStateTerminatedBuilder().withExitCode(137);
    assertThat(message(PodFailure.killed(end.withReason("OOMKilled").build(), STEP)))
        .endsWith("The step 'Test' used more than its 64 MiB of memory.");
    assertThat(PodFailure.killed(end.withReason("Error").build(), STEP)).isEmpty();
    end.withReason("StartError").withMessage("sh: not found");
    assertThat(message(PodFailure.killed(end.build(), STEP))).endsWith("start: sh: not found");
  }

  @Test
  void thePodThatNoNodeTakesRepeatsTheScheduler() {
    Pod pod =
        new PodBuilder()
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage("0/3 nodes are available: 3 Insufficient cpu.")
            .endCondition()
            .endStatus()
            .build();
    assertThat(PodFailure.waitsFor(pod))
        .isEqualTo("no node takes it: 0/3 nodes are available: 3 Insufficient cpu.");
    assertThat(PodFailure.waitsFor(waiting("ContainerCreating", "")))
        .isEqualTo("the container 'step' waits with ContainerCreating");
    assertThat(PodFailure.waitsFor(new Pod())).isEqualTo("its node has not reported yet.");
  }
}
