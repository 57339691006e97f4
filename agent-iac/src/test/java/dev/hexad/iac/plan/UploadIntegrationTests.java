package dev.hexad.iac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.DriftParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.TestBus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sources that are uploaded, from the archive to the apply. */
class UploadIntegrationTests extends WithTerraform {
  private final UUID application = Ids.next();

  private static byte[] zip(String configuration) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("infra/main.tf"));
      zip.write(configuration.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String thing(String value) {
    return "resource \"terraform_data\" \"thing\" { input = \"" + value + "\" }\n";
  }

  private HttpResponse<String> upload(String workspace, String query, byte[] archive)
      throws IOException, InterruptedException {
    String path = "/api/v1/iac/workspaces/" + workspace + "/uploads" + query;
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(agent.url() + path))
                .header("Content-Type", "application/octet-stream")
                .header(
                    dev.hexad.service.identity.SignedIdentity.HEADER,
                    orchestrator.identity("iac", "iac:write"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(archive))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private String revision(String workspace, String value) throws Exception {
    var answer = upload(workspace, "?applicationId=" + application, zip(thing(value)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.mapper().readTree(answer.body()).get("revision").asString();
  }

  private ChangeRef of(String revision) {
    return new ChangeRef(
        application, "shop", "https://git.example/shop", "refs/uploads/u", revision, null, null);
  }

  @Test
  void plansAndAppliesAnUploadUnderItsChecksum() throws Exception {
    String revision = revision("uploaded", "one");
    assertThat(revision).matches("[0-9a-f]{64}");

    String path = "/workspaces/uploaded/uploads/" + revision + "/plan";
    String wish = Json.write(Map.of("directory", "infra", "environment", "staging"));
    assertThat(agent.post(path, wish, "iac:write").statusCode()).isEqualTo(202);
    assertThat(orchestrator.runs().values().toString())
        .contains(revision, "gate.approval", "plan.planHash", "\"environment\":\"staging\"");

    var plan = plan(in("uploaded", Map.of()), of(revision));
    assertThat(apply(plan.planId(), plan.planHash()).added()).isEqualTo(1);
    JsonNode workspace =
        Json.mapper().readTree(agent.get("/workspaces/uploaded", "iac:read").body());
    assertThat(workspace.at("/workspace/appliedCommit").asString()).isEqualTo(revision);
    succeed(TestBus.command("iac.drift", new DriftParameters("uploaded"), Ids.next(), null));
  }

  @Test
  void forgetsOldUploadsButNotThoseInUse() throws Exception {
    String applied = revision("pruned", "applied");
    var plan = plan(in("pruned", Map.of()), of(applied));
    apply(plan.planId(), plan.planHash());
    String first = revision("pruned", "first");
    for (int i = 0; i < 10; i++) {
      revision("pruned", "later " + i);
    }
    String kept = agent.get("/workspaces/pruned/uploads", "iac:read").body();
    assertThat(kept).contains(applied).doesNotContain(first);
    assertThat(
            agent
                .post("/workspaces/pruned/uploads/" + first + "/plan", "{}", "iac:write")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void refusesWhatItCannotUse() throws Exception {
    assertThat(upload("unknown", "", zip(thing("x"))).body()).contains("applicationId");
    String query = "?applicationId=" + application;
    var other = upload("sums", query + "&sha256=" + "0".repeat(64), zip(thing("x")));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("checksum");
    byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
    assertThat(upload("sums", query, text).body()).contains("neither a gzipped tar nor a zip");
    assertThat(upload("sums", query, new byte[33 * 1024 * 1024]).statusCode()).isEqualTo(413);
    var foreign =
        new ChangeRef(
            Ids.next(),
            "other",
            "https://localhost.invalid/x",
            "refs/uploads/u",
            revision("mine", "secret"),
            null,
            null);
    assertThat(
            fail(TestBus.command("iac.plan", in("theirs", Map.of()), Ids.next(), foreign)).detail())
        .doesNotContain("secret");
  }
}
