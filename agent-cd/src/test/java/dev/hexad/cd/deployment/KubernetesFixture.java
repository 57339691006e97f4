package dev.hexad.cd.deployment;

import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.ClusterSettings;
import dev.hexad.cd.settings.EnvironmentPolicy;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.Tools;
import dev.hexad.testkit.cluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster, an agent that deploys to it, and shops with a repository and a namespace each. */
final class KubernetesFixture {
  /** A workload of the test image. */
  static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 1
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
              - name: app
                image: box
                readinessProbe: {httpGet: {path: /healthz, port: 8080}, periodSeconds: 1}
      """;

  /** The same with its configuration, which says GREETING. */
  static final String CONFIGURED =
      WEB
          + """
                    envFrom: [{configMapRef: {name: web}}]
          ---
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: web}
          data: {greeting: GREETING}
          """;

  final TestCluster cluster;
  final CdFixture cd;
  private final DockerDaemon docker;
  private final Path folder;

  /**
   * @param policies of environments
   */
  KubernetesFixture(Path folder, Map<String, EnvironmentPolicy> policies) throws Exception {
    this.folder = folder;
    var started = DockerDaemon.start();
    Tools.require(started.isPresent(), "no Docker engine can be started here");
    docker = started.orElseThrow();
    cluster = new TestCluster(docker, Map.of());
    String kubeconfig =
        Files.readString(cluster.kubeconfig(folder.resolve("kubeconfig"), "default"));
    cd = new CdFixture("--hexad.cd.local-repositories=true");
    cd.orchestrator.secret("staging-kubeconfig", kubeconfig);
    cd.configure(
        new CdSettings(
            "local",
            0,
            20,
            Map.of("staging", new ClusterSettings("staging-kubeconfig", null, null)),
            Map.of(),
            Map.of(),
            1,
            policies,
            null));
  }

  void close() throws Exception {
    cd.close();
    cluster.close();
    docker.close();
  }

  /** One application with a namespace of its own. */
  final class Shop {
    final UUID application = Ids.next();
    final String namespace = "n" + application.toString().substring(0, 18);
    final Path repository = folder.resolve(namespace);

    Shop() {
      cluster.namespace(namespace);
    }

    /** Commits these manifests and gives the commit's id. */
    String commit(String manifests) throws Exception {
      Path file = repository.resolve("k8s/app.yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, manifests);
      try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
        git.add().addFilepattern(".").call();
        return git.commit().setMessage("m").setAllowEmpty(true).setSign(false).call().getName();
      }
    }

    Envelope deploy(
        String environment,
        ImageRef image,
        String commit,
        @Nullable Strategy strategy,
        Map<String, Object> more) {
      var settings = new TreeMap<String, Object>(more);
      settings.put("namespace", namespace);
      return send(
          "cd.deploy",
          new DeployParameters(
              environment,
              image,
              "kubernetes",
              strategy,
              null,
              null,
              null,
              null,
              15,
              Map.of(),
              settings),
          commit);
    }

    Envelope send(String capability, Object parameters, String commit) {
      return send(capability, parameters, commit, null);
    }

    Envelope send(
        String capability, Object parameters, String commit, @Nullable PullRequestRef pull) {
      var change =
          new ChangeRef(
              application,
              "shop",
              repository.toUri().toString(),
              "refs/heads/main",
              commit,
              "Ada",
              "m",
              pull == null ? "push" : "pull_request",
              pull);
      Envelope command = TestBus.command(capability, parameters, Ids.next(), change);
      cd.bus.send(command);
      return command;
    }

    List<ObjectNode> deployments() {
      return cluster.objects("apps", "v1", namespace, "deployments");
    }

    List<String> images() {
      return deployments().stream()
          .map(object -> object.at("/spec/template/spec/containers/0/image").asString())
          .toList();
    }

    JsonNode get(String path) {
      return Json.mapper().readTree(cd.agent.get(path, "cd:read").body());
    }
  }
}
