package dev.hexad.standalone.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiServerTests {
  private static final String WEB = "/apis/apps/v1/namespaces/shop/deployments/web";
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";
  private static final String TREE =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}},
       "spec": {"replicas": 2}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;
  private int status;

  @BeforeEach
  void start() throws IOException {
    server = ApiServer.start("token", 0);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void otherTokensAreRefused() throws Exception {
    send("GET", "/version", "", "", "wrong");
    assertThat(status).isEqualTo(401);
  }

  @Test
  void kindsAreListed() throws Exception {
    JsonNode kinds = send("GET", "/apis/apps/v1", "", "");
    assertThat(kinds.at("/resources/0/name").asString()).isEqualTo("deployments");
    send("GET", "/apis/example.com/v1", "", "");
    assertThat(status).isEqualTo(404);
  }

  @Test
  void whatIsAppliedIsThereAndHealthy() throws Exception {
    send("PATCH", WEB + "?fieldManager=hexad", APPLY, TREE);
    JsonNode live = send("GET", WEB, "", "");
    assertThat(live.at("/metadata/uid").asString()).isNotEmpty();
    assertThat(live.at("/metadata/managedFields/0/manager").asString()).isEqualTo("hexad");
    assertThat(live.at("/metadata/managedFields/0/fieldsV1/f:spec").has("f:replicas")).isTrue();
    assertThat(live.at("/status/availableReplicas").asInt()).isEqualTo(2);
    assertThat(live.at("/status/observedGeneration")).isEqualTo(live.at("/metadata/generation"));
  }

  @Test
  void applyingTheSameAgainChangesNothing() throws Exception {
    JsonNode first = send("PATCH", WEB + "?fieldManager=hexad", APPLY, TREE);
    assertThat(send("PATCH", WEB + "?fieldManager=hexad", APPLY, TREE)).isEqualTo(first);
  }

  @Test
  void dryRunSaysWhatWouldBeAndChangesNothing() throws Exception {
    send("PATCH", WEB + "?fieldManager=hexad", APPLY, TREE);
    JsonNode drifted =
        send("PATCH", WEB + "?fieldManager=other", MERGE, "{\"spec\": {\"replicas\": 5}}");
    assertThat(drifted.at("/metadata/generation").asInt()).isEqualTo(2);
    JsonNode would = send("PATCH", WEB + "?fieldManager=hexad&dryRun=All", APPLY, TREE);
    assertThat(would.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(send("GET", WEB, "", "")).isEqualTo(drifted);
  }

  @Test
  void listsBySelectorAndDeletes() throws Exception {
    send("PATCH", WEB + "?fieldManager=hexad", APPLY, TREE);
    String all = "/apis/apps/v1/namespaces/shop/deployments?labelSelector=app";
    assertThat(send("GET", all + "%3Dweb", "", "").get("items")).hasSize(1);
    assertThat(send("GET", all + "%3Dother", "", "").get("items")).isEmpty();
    send("DELETE", WEB, "", "");
    send("GET", WEB, "", "");
    assertThat(status).isEqualTo(404);
  }

  private JsonNode send(String method, String path, String type, String body) throws Exception {
    return send(method, path, type, body, "token");
  }

  private JsonNode send(String method, String path, String type, String body, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    status = answer.statusCode();
    return ObjectStore.JSON.readTree(answer.body());
  }
}
