package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GcsObjectStoreTests extends ObjectStoreContractTests {
  private static FakeGoogleStorage google;

  @BeforeAll
  static void start() throws IOException {
    google = new FakeGoogleStorage("builds");
  }

  @AfterAll
  static void stop() {
    google.close();
  }

  private static ObjectStore bucket(String name, String token) {
    var valid = new AccessToken(token, new Date(System.currentTimeMillis() + 3_600_000));
    return GcsObjectStore.of(name, "hexad/", google.endpoint(), GoogleCredentials.create(valid));
  }

  @Override
  ObjectStore store() {
    return bucket("builds", FakeGoogleStorage.TOKEN);
  }

  @Test
  void saysThatTheBucketIsMissing() {
    ObjectStore missing = bucket("no-such-bucket", FakeGoogleStorage.TOKEN);

    assertThatIOException()
        .isThrownBy(() -> missing.open("a"))
        .withMessageContaining("The specified bucket does not exist.");
  }

  @Test
  void triesAgainWhenGoogleIsBusy() throws IOException {
    Path content = Files.writeString(folder.resolve("content"), "x");
    google.failNext(2);
    store().put("busy", content);

    google.failNext(1);
    assertThat(store().open("busy")).isPresent();
  }

  @Test
  void saysWhatGoogleSays() {
    ObjectStore refused = bucket("builds", "another");

    assertThatIOException()
        .isThrownBy(() -> refused.open("a"))
        .withMessage("cannot read gs://builds/hexad/a: 403 Access denied: storage.objects.get");
  }
}
