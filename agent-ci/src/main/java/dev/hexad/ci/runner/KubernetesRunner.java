package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.ci.archive.Archive;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs steps in pods of a cluster, one pod for each step. The work folder goes there as a copy and
 * comes back when the step has ended by itself, whatever its exit code.
 */
@Component
final class KubernetesRunner implements Runner {
  private static final Logger log = LoggerFactory.getLogger(KubernetesRunner.class);

  private final Cluster cluster;
  private final KubernetesProperties properties;

  KubernetesRunner(Cluster cluster, KubernetesProperties properties) {
    this.cluster = cluster;
    this.properties = properties;
  }

  @Override
  public int run(StepRun step, CommandContext context) throws IOException, InterruptedException {
    NamespacedKubernetesClient client = client("The image of the step '" + step.name() + "'");
    String suffix = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x100000, 0x1000000));
    var plan = new StepPod(step, step.shortName() + "-" + suffix, properties);
    if (step.resources() != null && step.resources().processes() != null) {
      context.log().line("[the limit of processes is left to the node, as pods have none]");
    }
    String doing = "Making the pod of the step '" + step.name() + "'";
    try (var made = new MadeObjects(client, plan)) {
      made.make();
      context.onInterrupt(made::close);
      doing = "Watching the pod of the step '" + step.name() + "'";
      return run(client.pods().withName(plan.name()), plan, context);
    } catch (KubernetesClientException e) {
      context.checkInterrupted();
      throw ClusterProblem.of(e, doing);
    } catch (HexadException e) {
      context.checkInterrupted();
      throw e;
    } catch (Archive.RefusedException e) {
      throw new HexadException(
          ProblemType.STEP_FAILED,
          "The files of the step '" + step.name() + "' are not taken back: " + e.getMessage() + ".",
          e);
    } catch (IOException e) {
      context.checkInterrupted();
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The files of the step '" + step.name() + "' got stuck: " + e.getMessage(),
          e);
    }
  }

  private int run(PodResource pod, StepPod plan, CommandContext context)
      throws IOException, InterruptedException {
    StepRun step = plan.step();
    var files = new PodFiles(pod, properties.maxWorkspace().toBytes());
    try (var watch = new PodWatch(pod, plan.name())) {
      started(watch, plan, StepPod.WORKSPACE, context);
      files.send(step.source());
      started(watch, plan, StepPod.STEP, context);
      new PodServices(pod, watch, step, context).await(properties.startTimeout());
      try (var logs = new PodLogs(pod, StepPod.STEP, context.log()::write)) {
        files.go(step.script());
        ContainerStateTerminated end = end(watch, step, context);
        logs.finish();
        files.fetch(step.source(), step.folder().resolve("pod-files"));
        Optional<HexadException> killed = PodFailure.killed(end, step);
        if (killed.isPresent()) {
          throw killed.get();
        }
        return end.getExitCode();
      }
    }
  }

  private void started(PodWatch watch, StepPod plan, String container, CommandContext context)
      throws InterruptedException {
    Predicate<Pod> begun =
        pod ->
            PodFailure.state(pod, container).getRunning() != null
                || PodFailure.state(pod, container).getTerminated() != null;
    Pod pod =
        watch
            .await(
                now -> begun.test(now) || PodFailure.of(now, plan.step()).isPresent(),
                properties.startTimeout(),
                context)
            .orElseThrow(() -> late(watch, plan));
    throwIfAny(PodFailure.of(pod, plan.step()));
    ContainerStateTerminated end = PodFailure.state(pod, container).getTerminated();
    if (end != null) {
      throwIfAny(PodFailure.killed(end, plan.step()));
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The container '"
              + container
              + "' of the step '"
              + plan.step().name()
              + "' ended before the step began, with exit code "
              + end.getExitCode()
              + ".");
    }
  }

  private HexadException late(PodWatch watch, StepPod plan) {
    return new HexadException(
        ProblemType.TIMED_OUT,
        "The pod of the step '"
            + plan.step().name()
            + "' did not start within "
            + properties.startTimeout().toSeconds()
            + " s: "
            + watch.last().map(PodFailure::waitsFor).orElse("nothing is known of it."));
  }

  private static ContainerStateTerminated end(PodWatch watch, StepRun step, CommandContext context)
      throws InterruptedException {
    Pod pod =
        watch
            .await(
                now ->
                    PodFailure.state(now, StepPod.STEP).getTerminated() != null
                        || PodFailure.of(now, step).isPresent(),
                step.timeout(),
                context)
            .orElseThrow(() ->
                new HexadException(
                    ProblemType.TIMED_OUT,
                    "The step '"
                        + step.name()
                        + "' did not end within "
                        + step.timeout().toSeconds()
                        + " s."));
    throwIfAny(PodFailure.of(pod, step));
    return PodFailure.state(pod, StepPod.STEP).getTerminated();
  }

  private static void throwIfAny(Optional<HexadException> failure) {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private NamespacedKubernetesClient client(String purpose) {
    return cluster
        .require(purpose)
        .adapt(NamespacedKubernetesClient.class)
        .inNamespace(cluster.namespace());
  }

  /** A cluster that is away keeps nothing for long: pods end by their deadline. */
  @Override
  public void clean(String commandId) {
    if (!cluster.known()) {
      return;
    }
    try {
      NamespacedKubernetesClient client = client("Cleaning");
      for (Pod pod : client.pods().withLabel(DockerRunner.LABEL, commandId).list().getItems()) {
        client.resource(pod).withGracePeriod(0).delete();
      }
      client.secrets().withLabel(DockerRunner.LABEL, commandId).delete();
    } catch (KubernetesClientException | HexadException e) {
      log.atWarn().setCause(e).addKeyValue("command", commandId).log("pods are not cleaned");
    }
  }

  /** The pod and the secrets of one step; all of them go together. */
  private static final class MadeObjects implements AutoCloseable {
    private final NamespacedKubernetesClient client;
    private final StepPod plan;
    private volatile boolean deleted;

    MadeObjects(NamespacedKubernetesClient client, StepPod plan) {
      this.client = client;
      this.plan = plan;
    }

    /** The pod waits for its secrets, which are its own from the beginning and end with it. */
    void make() {
      Pod pod = createPod();
      for (Secret secret : plan.secrets(pod.getMetadata().getUid())) {
        client.resource(secret).create();
      }
    }

    private Pod createPod() {
      try {
        return client.resource(plan.pod()).create();
      } catch (KubernetesClientException e) {
        deleted = e.getCode() > 0;
        throw e;
      }
    }

    /** On a thread of its own, as that of a cancelled command is interrupted. */
    @Override
    public void close() {
      Thread deletion = Thread.ofVirtual().name("pod-deletion").start(this::delete);
      boolean interrupted = false;
      while (deletion.isAlive()) {
        try {
          deletion.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized void delete() {
      if (deleted) {
        return;
      }
      try {
        client.pods().withName(plan.name()).withGracePeriod(0).delete();
        client.secrets().withLabels(plan.labels()).delete();
        deleted = true;
      } catch (KubernetesClientException e) {
        log.atWarn().setCause(e).addKeyValue("pod", plan.name()).log("pod is not deleted");
      }
    }
  }
}
