package dev.hexad.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.oci.Sha256;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInRegistryIntegrationTests extends RegistryRequestsTests {
  @Test
  void takesABlobInChunks() throws Exception {
    String location = begin();
    var first = send("PATCH", location, "01234".getBytes(), "Content-Range", "0-4");
    send("PATCH", location, "567".getBytes(), "Content-Range", "5-7");
    var state = get(location);
    var last = send("PUT", location + "?digest=" + DIGEST, "89".getBytes(), "Content-Range", "8-9");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.headers().firstValue("Range")).contains("0-4");
    assertThat(state.statusCode()).isEqualTo(204);
    assertThat(state.headers().firstValue("Range")).contains("0-7");
    assertThat(last.statusCode()).isEqualTo(201);
    assertThat(get("/v2/app/blobs/" + DIGEST).body()).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3-7", "6-10", "5-99", "bytes 5-9/10", "x"})
  void refusesAChunkOutOfOrder(String range) throws Exception {
    String location = begin();
    send("PATCH", location, "01234".getBytes(), "Content-Range", "0-4");

    var answer = send("PATCH", location, "56789".getBytes(), "Content-Range", range);

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Range")).contains("0-4");
    assertThat(send("PUT", location + "?digest=" + DIGEST, "56789".getBytes()).statusCode())
        .isEqualTo(201);
  }

  @Test
  void cancelsAnUpload() throws Exception {
    String location = begin();

    assertThat(send("DELETE", location, new byte[0]).statusCode()).isEqualTo(204);
    var after = get(location);
    assertThat(after.statusCode()).isEqualTo(404);
    assertThat(after.body()).contains("BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  void refusesABlobWithAnotherDigest() throws Exception {
    var answer = send("PUT", begin() + "?digest=" + DIGEST, "other".getBytes());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("DIGEST_INVALID");
    assertThat(get("/v2/app/blobs/" + DIGEST).statusCode()).isEqualTo(404);
  }

  @Test
  void keepsBlobsOfRepositoriesApartUntilTheyAreMounted() throws Exception {
    blob("app", CONTENT);

    assertThat(get("/v2/other/blobs/" + DIGEST).statusCode()).isEqualTo(404);
    String mount = "/v2/other/blobs/uploads/?mount=" + DIGEST + "&from=";
    assertThat(send("POST", mount + "nothing", new byte[0]).statusCode()).isEqualTo(202);
    assertThat(send("POST", mount + "../app", new byte[0]).statusCode()).isEqualTo(202);
    assertThat(send("POST", mount + "app", new byte[0]).statusCode()).isEqualTo(201);
    assertThat(get("/v2/other/blobs/" + DIGEST).body()).isEqualTo("0123456789");
    send("DELETE", "/v2/other/blobs/" + DIGEST, new byte[0]);
    assertThat(get("/v2/other/blobs/" + DIGEST).statusCode()).isEqualTo(404);
    assertThat(get("/v2/app/blobs/" + DIGEST).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=2-4>234", "bytes=7->789", "bytes=-3>789", "bytes=8-99>89"})
  void sendsARangeOfABlob(String sample) throws Exception {
    blob("app", CONTENT);

    var answer = get("/v2/app/blobs/" + DIGEST, "Range", sample.split(">")[0]);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(sample.split(">")[1]);
  }

  @Test
  void refusesARangeBehindTheEnd() throws Exception {
    blob("app", CONTENT);

    var answer = get("/v2/app/blobs/" + DIGEST, "Range", "bytes=10-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
  }

  @Test
  void deletesTagsAndManifests() throws Exception {
    String digest = manifest("app", "one", image(blob("app", CONTENT), ""));
    manifest("app", "two", image(DIGEST, ""));

    assertThat(send("DELETE", "/v2/app/manifests/one", new byte[0]).statusCode()).isEqualTo(202);
    assertThat(get("/v2/app/manifests/one").body()).contains("MANIFEST_UNKNOWN");
    assertThat(get("/v2/app/manifests/two").statusCode()).isEqualTo(200);
    send("DELETE", "/v2/app/manifests/" + digest, new byte[0]);
    assertThat(get("/v2/app/manifests/two").statusCode()).isEqualTo(404);
    assertThat(get("/v2/app/tags/list").body()).contains("\"tags\":[]");
  }

  @Test
  void listsTagsInPages() throws Exception {
    blob("app", CONTENT);
    for (String tag : List.of("b", "A", "c", "D")) {
      manifest("app", tag, image(DIGEST, ""));
    }

    var page = get("/v2/app/tags/list?n=2");

    assertThat(page.body()).contains("[\"A\",\"b\"]");
    assertThat(page.headers().firstValue("Link"))
        .contains("</v2/app/tags/list?n=2&last=b>; rel=\"next\"");
    var last = get("/v2/app/tags/list?n=2&last=b");
    assertThat(last.body()).contains("[\"c\",\"D\"]");
    assertThat(last.headers().firstValue("Link")).isEmpty();
    assertThat(get("/v2/none/tags/list").body()).contains("NAME_UNKNOWN");
  }

  @Test
  void listsReferrersAlsoOfAnImageThatIsStillToCome() throws Exception {
    blob("app", CONTENT);
    String subject = Sha256.digest("later".getBytes());
    String more =
        ",\"artifactType\":\"%s\",\"annotations\":{\"a\":\"b\"},\"subject\":{\"mediaType\":\"x\",\"size\":5,\"digest\":\"%s\"}";
    byte[] one = image(DIGEST, more.formatted("type/one", subject)).getBytes();
    var put = send("PUT", "/v2/app/manifests/" + Sha256.digest(one), one);
    manifest("app", "two", image(DIGEST, more.formatted("type/two", subject)));

    assertThat(put.headers().firstValue("OCI-Subject")).contains(subject);
    assertThat(get("/v2/app/referrers/" + subject).body())
        .contains("type/one", "type/two", "\"a\":\"b\"");
    var filtered = get("/v2/app/referrers/" + subject + "?artifactType=type/one");
    assertThat(filtered.body()).contains("type/one").doesNotContain("type/two");
    assertThat(filtered.headers().firstValue("OCI-Filters-Applied")).contains("artifactType");
    assertThat(get("/v2/app/referrers/" + DIGEST).body()).contains("\"manifests\":[]");
    send("DELETE", "/v2/app/manifests/" + Sha256.digest(one), new byte[0]);
    assertThat(get("/v2/app/referrers/" + subject).body()).doesNotContain("type/one");
  }

  @Test
  void refusesAManifestWithoutItsBlobs() throws Exception {
    var answer = send("PUT", "/v2/app/manifests/one", image(DIGEST, "").getBytes());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("MANIFEST_BLOB_UNKNOWN");
  }

  @Test
  void takesAnIndexOfSeveralPlatforms() throws Exception {
    blob("app", CONTENT);
    String amd = manifest("app", "amd64", image(DIGEST, ""));
    String arm = manifest("app", "arm64", image(DIGEST, ",\"annotations\":{}"));
    String index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"digest\":\"%s\"},{\"digest\":\"%s\"}]}";

    byte[] bytes = index.formatted(ManifestContent.INDEX, amd, arm).getBytes();
    var put = send("PUT", "/v2/app/manifests/all", bytes, "Content-Type", ManifestContent.INDEX);

    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(get("/v2/app/manifests/all").headers().firstValue("Content-Type"))
        .contains(ManifestContent.INDEX);
  }

  @Test
  void refusesAManifestThatIsTooLarge() throws Exception {
    var answer = send("PUT", "/v2/app/manifests/one", new byte[4 * 1024 * 1024 + 1]);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("SIZE_INVALID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/%2e%2e/manifests/x",
        "/v2/a/%2e%2e/b/manifests/x",
        "/v2/app/manifests/%2e%2e%2fpush-password",
        "/v2/app/blobs/..%2f..%2fpush-password",
        "/v2/UPPER/manifests/x",
        "/v2/_tags/manifests/x"
      })
  void refusesNamesThatAreNone(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
    assertThat(send("PUT", path, image(DIGEST, "").getBytes()).statusCode()).isIn(400, 404, 405);
  }

  @Test
  void needsTheAccountForEveryWrite() throws Exception {
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      URI uri = URI.create("http://" + registry.address() + "/v2/app/manifests/one");
      var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("realm");
    }
  }
}
