package dev.hexad.cd.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cd.TestContainer;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Preview;
import dev.hexad.contracts.command.RemoveParameters;
import dev.hexad.contracts.event.EnvironmentRemoved;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.testkit.Await;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Environments of pull requests, and how environments end. */
class PreviewIntegrationTests {
  private static final int FORK = 99;

  @TempDir static Path folder;
  private static KubernetesFixture kubernetes;
  private static CdFixture cd;
  private static ImageRef one;

  private KubernetesFixture.Shop shop;
  private String commit;

  @BeforeAll
  static void start() throws Exception {
    kubernetes = new KubernetesFixture(folder, Map.of());
    cd = kubernetes.cd;
    one = TestContainer.server(cd.registry, "one");
  }

  @AfterAll
  static void stop() throws Exception {
    if (kubernetes != null) {
      kubernetes.close();
    }
  }

  @BeforeEach
  void begin() throws Exception {
    shop = kubernetes.new Shop();
    commit = shop.commit(KubernetesFixture.WEB);
  }

  private Envelope preview(@Nullable Integer pull, String namespace) {
    var parameters =
        new DeployParameters(
            "preview",
            one,
            "kubernetes",
            null,
            null,
            null,
            null,
            null,
            15,
            Map.of(),
            Map.of("namespace", namespace),
            new Preview(60));
    return shop.send(
        "cd.deploy",
        parameters,
        commit,
        pull == null
            ? null
            : new PullRequestRef(pull, "refs/heads/main", null, pull == FORK, null));
  }

  private int namespaces(String name) {
    return (int)
        kubernetes.cluster.objects("", "v1", "", "namespaces").stream()
            .filter(found -> found.at("/metadata/name").asString().equals(name))
            .count();
  }

  private boolean exists(String environment) {
    return cd.agent.bean(Environments.class).find(shop.application, environment).isPresent();
  }

  @Test
  void eachPullRequestHasItsOwnAndItGoesWhenItsTimeIsOver() {
    String namespace = shop.namespace + "-pr-7";
    DeployParameters.Result result = cd.result(preview(7, shop.namespace));
    assertThat(result.environment()).isEqualTo("preview-pr-7");
    assertThat(namespaces(namespace)).isEqualTo(1);
    assertThat(kubernetes.cluster.objects("apps", "v1", namespace, "deployments")).hasSize(1);
    cd.agent.bean(Removals.class).reap();
    assertThat(exists("preview-pr-7")).isTrue();
    cd.agent
        .bean(JdbcClient.class)
        .sql("update environment set expires_at = now() - interval '1 second' where name = ?")
        .param("preview-pr-7")
        .update();
    Await.until("end", () -> !exists("preview-pr-7"));
    cd.bus.await(
        EnvironmentRemoved.class,
        e -> e.environment().equals("preview-pr-7") && e.reason().equals("its time is over"));
    Await.until("namespace", () -> namespaces(namespace) == 0);
    assertThat(cd.state(result.deploymentId())).isEqualTo(DeploymentState.SUPERSEDED);
  }

  @Test
  void aPreviewNeedsAPullRequestAndANamespaceThatIsNobodyElses() {
    assertThat(cd.failure(preview(null, shop.namespace)).problem().detail())
        .contains("needs a run of a pull request");
    assertThat(cd.failure(preview(FORK, shop.namespace)).problem().detail())
        .contains("comes from a fork");
    kubernetes.cluster.namespace(shop.namespace + "-pr-8");
    assertThat(cd.failure(preview(8, shop.namespace)).problem().detail())
        .contains("is there already")
        .contains("createNamespace");
  }

  @Test
  void anEnvironmentIsRemovedWhenAsked() throws Exception {
    cd.result(shop.deploy("test", one, commit, null, Map.of()));
    Envelope command = shop.send("cd.remove", new RemoveParameters("test", null), commit);
    Await.until("removal", () -> !exists("test"));
    assertThat(shop.deployments()).isEmpty();
    cd.bus.await(EnvironmentRemoved.class, e -> e.applicationId().equals(shop.application));
    cd.repeat(command);
    assertThat(cd.result(shop.deploy("test", one, commit, null, Map.of())).revision()).isEqualTo(2);
  }
}
