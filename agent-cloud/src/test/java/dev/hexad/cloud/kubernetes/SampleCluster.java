package dev.hexad.cloud.kubernetes;

import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.testkit.DockerDaemon;
import dev.hexad.testkit.Tools;
import dev.hexad.testkit.cluster.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A cluster with a small shop in it, and some things that should not be so. */
final class SampleCluster {
  static final String SECRET = "canary-51fe";

  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: first}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: alone, namespace: shop}
      spec: {containers: [{name: app, image: box, command: [/bin/busybox, sleep, "600"]}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, labels: {app: web, env: test}}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            containers:
              - name: app
                image: box
                command: [/bin/busybox, sleep, "600"]
                env: [{name: PASSWORD, value: SECRET}]
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: spy, namespace: shop}
      spec:
        selector: {matchLabels: {app: spy}}
        template:
          metadata: {labels: {app: spy}}
          spec:
            hostPID: true
            containers:
              - {name: spy, image: "spy:latest", securityContext: {privileged: true}}
            volumes: [{name: root, hostPath: {path: /}}]
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: night, namespace: shop}
      spec:
        schedule: "0 3 * * *"
        jobTemplate:
          spec:
            template:
              spec:
                restartPolicy: Never
                containers: [{name: night, image: "night:1"}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: shop}
      spec:
        defaultBackend: {service: {name: web, port: {number: 80}}}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default, namespace: shop}
      ---
      apiVersion: v1
      kind: Secret
      metadata:
        name: keys
        namespace: shop
        annotations: {kubectl.kubernetes.io/last-applied-configuration: "SECRET"}
      stringData: {key: SECRET}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {colour: SECRET}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: anything}
      rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: web-admin}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
      subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  final DockerDaemon docker;
  final TestCluster cluster;
  final String kubeconfig;

  SampleCluster(Path folder) throws Exception {
    Optional<DockerDaemon> started = DockerDaemon.start();
    Tools.require(started.isPresent(), "no Docker engine can be started here");
    docker = started.orElseThrow();
    docker.importBusybox("box");
    cluster = new TestCluster(docker, Map.of());
    cluster.namespace("kube-system");
    cluster.namespace("shop");
    kubeconfig = Files.readString(cluster.kubeconfig(folder.resolve("kubeconfig"), "shop"));
    for (String object : OBJECTS.replace("SECRET", SECRET).split("---\n")) {
      create(object);
    }
  }

  /** Somebody creates an object. */
  private void create(String yaml) throws IOException, InterruptedException {
    var tree = Json.tree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    String name = tree.path("kind").asString();
    Kind kind = Kind.ALL.stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
    String namespace = tree.at("/metadata/namespace").asString("");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(cluster.url() + kind.one(namespace, "").replaceFirst("/$", "")))
            .header("Authorization", "Bearer " + cluster.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(tree)))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new AssertionError(name + ": " + answer.body());
    }
  }

  AccountSettings settings() {
    return Json.read(
        "{\"name\": \"house\", \"provider\": \"KUBERNETES\", \"credentialsSecret\": \"house\"}",
        AccountSettings.class);
  }

  Secret secret(String name) {
    return Secret.of(kubeconfig);
  }

  void stop() throws Exception {
    cluster.close();
    docker.close();
  }
}
