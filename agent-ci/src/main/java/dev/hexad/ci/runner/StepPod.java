package dev.hexad.ci.runner;

import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HostAliasBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pod of one step, and the secrets with its environment. The step waits until the workspace
 * container has its files; services are containers of the same pod and share its address.
 */
record StepPod(StepRun step, String name, KubernetesProperties properties) {
  static final String STEP = "step";
  static final String WORKSPACE = "workspace";

  /** For the files to come and go, beside the time of the step itself. */
  private static final Duration TRANSFER = Duration.ofMinutes(20);

  private static final String WAIT =
      "until [ -e /hexad/go ]; do sleep 0.1 2>/dev/null || sleep 1; done;"
          + " exec sh -eu /hexad/step.sh";
  private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /** What root in a container of an engine has too and what package installers need. */
  private static final List<String> CAPABILITIES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "NET_BIND_SERVICE",
          "SETGID",
          "SETUID",
          "SYS_CHROOT");

  StepPod {
    for (BuildStep.Service service : step.services()) {
      if (service.image() == null) {
        throw new HexadException(
            ProblemType.INVALID,
            "The service '" + service.name() + "' beside a step with an image needs an image too.");
      }
      if (!service.name().matches(NAME)) {
        throw new HexadException(
            ProblemType.INVALID,
            "The service '"
                + service.name()
                + "' is reached by its name, which needs to be lower-case letters, digits and '-'.");
      }
    }
  }

  /** Name of the container of a service, by its place in the step. */
  static String container(int service) {
    return "service-" + service;
  }

  Map<String, String> labels() {
    return Map.of(DockerRunner.LABEL, step.commandId(), "app.kubernetes.io/managed-by", "hexad");
  }

  /**
   * One secret for each container that has variables.
   *
   * @param owner uid of the pod, with which they go
   */
  List<Secret> secrets(String owner) {
    var secrets = new ArrayList<Secret>();
    add(secrets, owner, STEP, step.environment());
    for (int i = 0; i < step.services().size(); i++) {
      add(secrets, owner, container(i), step.services().get(i).env());
    }
    return secrets;
  }

  private void add(
      List<Secret> secrets, String owner, String container, Map<String, String> variables) {
    if (!variables.isEmpty()) {
      secrets.add(
          new SecretBuilder()
              .withNewMetadata()
              .withName(secretName(container))
              .withLabels(labels())
              .addNewOwnerReference()
              .withApiVersion("v1")
              .withKind("Pod")
              .withName(name)
              .withUid(owner)
              .endOwnerReference()
              .endMetadata()
              .withType("Opaque")
              .withStringData(variables)
              .build());
    }
  }

  private String secretName(String container) {
    return name + "-" + container;
  }

  Pod pod() {
    var spec =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withActiveDeadlineSeconds(deadline().toSeconds())
            .withTerminationGracePeriodSeconds(5L)
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withContainers(containers())
            .withVolumes(
                new VolumeBuilder()
                    .withName("work")
                    .withNewEmptyDir()
                    .withSizeLimit(new Quantity(properties.maxWorkspace().toBytes() + ""))
                    .endEmptyDir()
                    .build(),
                new VolumeBuilder().withName("hexad").withNewEmptyDir().endEmptyDir().build())
            .withNewSecurityContext()
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext();
    if (!step.services().isEmpty()) {
      spec.withHostAliases(
          new HostAliasBuilder()
              .withIp("127.0.0.1")
              .withHostnames(step.services().stream().map(BuildStep.Service::name).toList())
              .build());
    }
    if (!properties.serviceAccount().isEmpty()) {
      spec.withServiceAccountName(properties.serviceAccount());
    }
    if (!properties.nodeSelector().isEmpty()) {
      spec.withNodeSelector(properties.nodeSelector());
    }
    properties
        .tolerations()
        .forEach(t ->
            spec.addNewToleration()
                .withKey(t.key())
                .withOperator(t.value() == null ? "Exists" : "Equal")
                .withValue(t.value())
                .withEffect(t.effect())
                .endToleration());
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels())
        .endMetadata()
        .withSpec(spec.build())
        .build();
  }

  private Duration deadline() {
    return step.timeout().plus(properties.startTimeout()).plus(TRANSFER);
  }

  private List<Container> containers() {
    var workspace =
        new ContainerBuilder()
            .withName(WORKSPACE)
            .withImage(properties.workspaceImage())
            .withCommand("sleep", deadline().plusHours(1).toSeconds() + "")
            .withResources(resources("50m", "64Mi", "256Mi"))
            .withSecurityContext(limited());
    var main =
        new ContainerBuilder()
            .withName(STEP)
            .withImage(step.image())
            .withCommand("sh", "-c", WAIT)
            .withResources(resources(step.resources()))
            .withSecurityContext(limited());
    Stream<Container> both =
        Stream.of(mounted(workspace, false), mounted(variables(main, STEP), true));
    return Stream.concat(both, services()).toList();
  }

  private Stream<Container> services() {
    var made = new ArrayList<Container>();
    for (int i = 0; i < step.services().size(); i++) {
      BuildStep.Service service = step.services().get(i);
      var container =
          new ContainerBuilder()
              .withName(container(i))
              .withImage(service.image())
              .withSecurityContext(limited());
      if (service.run() != null) {
        container.withCommand("sh", "-euc", service.run().replace("$(", "$$("));
      }
      if (!service.env().isEmpty()) {
        variables(container, container(i));
      }
      if (service.port() != null) {
        container
            .withNewReadinessProbe()
            .withPeriodSeconds(1)
            .withTimeoutSeconds(1)
            .withNewTcpSocket()
            .withNewPort(service.port())
            .endTcpSocket()
            .endReadinessProbe();
      }
      made.add(container.build());
    }
    return made.stream();
  }

  private ContainerBuilder variables(ContainerBuilder container, String of) {
    if (of.equals(STEP) && step.environment().isEmpty()) {
      return container;
    }
    return container
        .addNewEnvFrom()
        .withNewSecretRef()
        .withName(secretName(of))
        .endSecretRef()
        .endEnvFrom();
  }

  private static Container mounted(ContainerBuilder container, boolean readOnly) {
    return container
        .withWorkingDir("/work")
        .withVolumeMounts(
            new VolumeMountBuilder().withName("work").withMountPath("/work").build(),
            new VolumeMountBuilder()
                .withName("hexad")
                .withMountPath("/hexad")
                .withReadOnly(readOnly ? true : null)
                .build())
        .build();
  }

  /** No more rights than an engine gives, and none to be had by a program's owner bit. */
  private static SecurityContext limited() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .withAdd(CAPABILITIES)
        .endCapabilities()
        .build();
  }

  private static @Nullable ResourceRequirements resources(BuildStep.@Nullable Resources limits) {
    if (limits == null || (limits.cpus() == null && limits.memoryMb() == null)) {
      return null;
    }
    var builder = new ResourceRequirementsBuilder();
    if (limits.cpus() != null) {
      var cpu = new Quantity(BigDecimal.valueOf(limits.cpus()).toPlainString());
      builder.addToLimits("cpu", cpu).addToRequests("cpu", cpu);
    }
    if (limits.memoryMb() != null) {
      var memory = new Quantity(limits.memoryMb() + "Mi");
      builder.addToLimits("memory", memory).addToRequests("memory", memory);
    }
    return builder.build();
  }

  private static ResourceRequirements resources(String cpu, String memory, String most) {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity(memory))
        .addToLimits("memory", new Quantity(most))
        .build();
  }
}
