package dev.hexad.testkit.cluster;

import dev.hexad.testkit.DockerDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Kubernetes API server with one node, whose pods are real containers of a Docker engine. It
 * refuses what the real server refuses: unknown fields and kinds where the API's description is at
 * hand, a wrong token, a namespace that is not there, names taken, verbs that no role allows.
 *
 * <p>Deployments are rolled out; other controllers there are none. Pods have {@code emptyDir}
 * volumes only, are never restarted (who ends and should not is in {@code CrashLoopBackOff}), and
 * reach nothing but themselves.
 */
public final class TestCluster implements AutoCloseable {
  static final String PAUSE = "hexad-pause:1";

  private final String token = UUID.randomUUID().toString();
  private final ResourceStore store = new ResourceStore();
  private final Engine engine;
  private final Kubelet kubelet;
  private final ObjectCalls objects;
  private final List<Controller> controllers;
  private final ApiServer server;

  /**
   * Starts on an engine.
   *
   * @param labels of the node
   */
  public TestCluster(DockerDaemon docker, Map<String, String> labels) throws IOException {
    docker.importBusybox(PAUSE);
    engine = new Engine(docker.host());
    kubelet = new Kubelet(store, engine, labels);
    objects = new ObjectCalls(store, KubernetesSchema.find());
    controllers =
        List.of(new DeploymentController(store, objects), new JobController(store, objects));
    controllers.forEach(Controller::start);
    server = new ApiServer(token, objects, new PodCalls(store, kubelet, engine));
    namespace("default");
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String token() {
    return token;
  }

  public void namespace(String name) {
    ObjectNode made = ResourceStore.object().put("apiVersion", "v1").put("kind", "Namespace");
    made.putObject("metadata").put("name", name);
    objects.create(new ApiPath("", "v1", "", "namespaces", "", ""), made);
  }

  /** Writes a kubeconfig whose current context has this namespace. */
  public Path kubeconfig(Path file, String namespace) throws IOException {
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: "%s"}}]
        users: [{name: test, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: test, namespace: "%s"}}]
        """
            .formatted(url(), token, namespace));
  }

  /** From now on the token may do only what this Role says. */
  public void allow(JsonNode role) {
    server.roles().set(role);
  }

  /** Objects of a core kind as they are now, for example "pods". */
  public List<ObjectNode> objects(String namespace, String resource) {
    return store.list(new ApiPath("", "v1", namespace, resource, "", "")).objects();
  }

  /** Objects of any kind as they are now, for example "apps", "v1", "default", "deployments". */
  public List<ObjectNode> objects(String group, String version, String namespace, String resource) {
    return store.list(new ApiPath(group, version, namespace, resource, "", "")).objects();
  }

  /** Somebody makes an object of the core group. */
  public void create(String namespace, String resource, ObjectNode wanted) {
    objects.create(new ApiPath("", "v1", namespace, resource, "", ""), wanted);
  }

  /** Somebody applies an object of the core group and takes the fields over. */
  public void apply(
      String namespace, String resource, String name, String manager, ObjectNode wanted) {
    store.update(
        new ApiPath("", "v1", namespace, resource, name, ""),
        null,
        before -> ServerSideApply.apply(before, wanted, manager, true));
  }

  /** Takes an object of the core group away as if somebody had deleted it. */
  public void remove(String namespace, String resource, String name) {
    store.delete(new ApiPath("", "v1", namespace, resource, name, ""));
  }

  /** Verb and resource of all requests so far, for example "create pods". */
  public List<String> calls() {
    return server.calls();
  }

  /** Breaks all connections: watches, logs, commands. New ones work. */
  public void breakConnections() {
    server.cut(false);
  }

  /** Nobody reaches the API server until it comes back; pods run on. */
  public void goAway() {
    server.cut(true);
  }

  public void comeBack() {
    server.cut(false);
  }

  /** So many requests from now on are told to come again later. */
  public void throttle(int requests) {
    server.throttle(requests);
  }

  /** So many changes from now on are made, but their answers are lost on the way. */
  public void loseAnswers(int answers) {
    server.loseAnswers(answers);
  }

  /** The node throws a pod out. */
  public void evict(ObjectNode pod, String message) {
    kubelet.evict(pod, message);
  }

  @Override
  public void close() throws IOException {
    server.close();
    controllers.forEach(Controller::close);
    kubelet.close();
    engine.close();
  }
}
