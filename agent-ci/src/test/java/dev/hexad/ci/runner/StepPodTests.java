package dev.hexad.ci.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.command.BuildStep;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.testkit.cluster.KubernetesSchema;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class StepPodTests {
  private static final KubernetesProperties PROPERTIES =
      new KubernetesProperties(
          null,
          "",
          "",
          "busybox:1",
          "builder",
          Map.of("disk", "ssd"),
          List.of(new KubernetesProperties.Toleration("ci", null, "NoSchedule")),
          Duration.ofMinutes(10),
          DataSize.ofGigabytes(1));

  private static StepRun step(BuildStep.Resources resources, BuildStep.Service... services) {
    return new StepRun(
        "0190-id",
        "Test",
        "true",
        "alpine:3",
        Path.of("folder"),
        Path.of("source"),
        Map.of("TOKEN", "hidden-value"),
        Duration.ofSeconds(60),
        resources,
        List.of(services));
  }

  private static final BuildStep.Service DB =
      new BuildStep.Service("db", "postgres:18", null, 5432, null, Map.of("P", "hidden-too"));

  private static StepPod full() {
    var run = new BuildStep.Service("web", "alpine:3", "echo $(id)", null, null, Map.of());
    return new StepPod(step(new BuildStep.Resources(0.5, 64, 10), DB, run), "pod", PROPERTIES);
  }

  private static Container container(String name) {
    return full().pod().getSpec().getContainers().stream()
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theApiKnowsEveryField() {
    Optional<KubernetesSchema> schema = KubernetesSchema.find();
    Assumptions.assumeTrue(schema.isPresent(), "the API's description is not at hand");
    var serialization = new KubernetesSerialization();
    String pod = serialization.asJson(full().pod());
    assertThat(schema.get().problems(Json.mapper().readTree(pod))).isEmpty();
    for (var secret : full().secrets("uid")) {
      String json = serialization.asJson(secret);
      assertThat(schema.get().problems(Json.mapper().readTree(json))).isEmpty();
    }
    String wrong = pod.replace("\"restartPolicy\"", "\"restartPolity\"");
    assertThat(schema.get().problems(Json.mapper().readTree(wrong)))
        .containsExactly("unknown field \"Pod.spec.restartPolity\"");
  }

  @Test
  void variablesAreInSecretsThatBelongToThePod() {
    assertThat(new KubernetesSerialization().asJson(full().pod())).doesNotContain("hidden");
    assertThat(full().secrets("uid-1"))
        .allSatisfy(secret ->
            assertThat(secret.getMetadata().getOwnerReferences().getFirst().getUid())
                .isEqualTo("uid-1"))
        .extracting(secret -> secret.getMetadata().getName())
        .containsExactly("pod-step", "pod-service-0");
    assertThat(container("step").getEnvFrom().getFirst().getSecretRef().getName())
        .isEqualTo("pod-step");
    assertThat(container("service-1").getEnvFrom()).isEmpty();
  }

  @Test
  void noContainerGetsMoreRightsThanAnEngineGives() {
    Pod pod = full().pod();
    assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.getSpec().getContainers())
        .hasSize(4)
        .allSatisfy(container -> {
          var context = container.getSecurityContext();
          assertThat(context.getAllowPrivilegeEscalation()).isFalse();
          assertThat(context.getPrivileged()).isNull();
          assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
          assertThat(context.getCapabilities().getAdd())
              .contains("CHOWN", "DAC_OVERRIDE", "SETUID")
              .doesNotContain("NET_RAW", "SYS_ADMIN", "MKNOD");
        });
  }

  @Test
  void limitsAreRequestedToo() {
    var resources = container("step").getResources();
    assertThat(resources.getLimits().get("memory").toString()).isEqualTo("64Mi");
    assertThat(resources.getLimits().get("cpu").toString()).isEqualTo("0.5");
    assertThat(resources.getRequests()).isEqualTo(resources.getLimits());
    var without = new StepPod(step(null), "pod", PROPERTIES).pod().getSpec().getContainers();
    assertThat(without.get(1).getResources()).isNull();
  }

  @Test
  void aLostAgentIsOutlivedByTheDeadlineOnly() {
    PodSpec spec = full().pod().getSpec();
    assertThat(spec.getActiveDeadlineSeconds()).isEqualTo(60 + 600 + 1200);
    assertThat(spec.getRestartPolicy()).isEqualTo("Never");
    assertThat(spec.getServiceAccountName()).isEqualTo("builder");
    assertThat(spec.getNodeSelector()).containsEntry("disk", "ssd");
    assertThat(spec.getTolerations().getFirst().getOperator()).isEqualTo("Exists");
  }

  @Test
  void servicesAreReachedByNameAndProbedOnTheirPort() {
    var alias = full().pod().getSpec().getHostAliases().getFirst();
    assertThat(alias.getIp()).isEqualTo("127.0.0.1");
    assertThat(alias.getHostnames()).containsExactly("db", "web");
    assertThat(container("service-0").getReadinessProbe().getTcpSocket().getPort().getIntVal())
        .isEqualTo(5432);
    assertThat(container("service-0").getCommand()).isEmpty();
    assertThat(container("service-1").getCommand()).containsExactly("sh", "-euc", "echo $$(id)");
  }

  @Test
  void aServiceThatCannotBeNamedOrPulledIsRefused() {
    var underscore = new BuildStep.Service("my_db", "x", null, null, null, Map.of());
    assertThatThrownBy(() -> new StepPod(step(null, underscore), "pod", PROPERTIES))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("'my_db'");
    var host = new BuildStep.Service("db", null, "x", null, null, Map.of());
    assertThatThrownBy(() -> new StepPod(step(null, host), "pod", PROPERTIES))
        .hasMessageContaining("needs an image too");
  }
}
