package dev.hexad.objectstore;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.FileContent;
import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.StorageScopes;
import com.google.api.services.storage.model.StorageObject;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects in a bucket of Google Cloud Storage; uploads are resumed where they broke off. */
final class GcsObjectStore implements ObjectStore {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final int RETRY_MILLIS = 30_000;
  private static final int NOT_FOUND = 404;

  private final Storage storage;
  private final String bucket;
  private final String prefix;

  private GcsObjectStore(Storage storage, String bucket, String prefix) {
    this.storage = storage;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * A bucket.
   *
   * @param endpoint null for Google's
   */
  static GcsObjectStore of(
      String bucket, String prefix, @Nullable URI endpoint, Credentials credentials) {
    var adapter = new HttpCredentialsAdapter(credentials);
    HttpRequestInitializer each =
        request -> {
          adapter.initialize(request);
          request.setConnectTimeout(TIMEOUT_MILLIS).setReadTimeout(TIMEOUT_MILLIS);
          var again =
              new HttpBackOffUnsuccessfulResponseHandler(backOff())
                  .setBackOffRequired(GcsObjectStore::isPassing);
          request.setUnsuccessfulResponseHandler((asked, answer, retries) ->
              adapter.handleResponse(asked, answer, retries)
                  || again.handleResponse(asked, answer, retries));
          request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(backOff()));
        };
    var client =
        new Storage.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), each)
            .setApplicationName("hexad");
    if (endpoint != null) {
      client.setRootUrl(endpoint.toString().replaceAll("/*$", "/"));
    }
    return new GcsObjectStore(client.build(), bucket, prefix);
  }

  private static ExponentialBackOff backOff() {
    return new ExponentialBackOff.Builder().setMaxElapsedTimeMillis(RETRY_MILLIS).build();
  }

  private static boolean isPassing(HttpResponse answer) {
    int status = answer.getStatusCode();
    return status == 408 || status == 429 || status >= 500;
  }

  /** What the machine, or the file that the environment names, is allowed. */
  static Credentials usualCredentials() throws IOException {
    return GoogleCredentials.getApplicationDefault()
        .createScoped(List.of(StorageScopes.DEVSTORAGE_READ_WRITE));
  }

  @Override
  public String location() {
    return "gs://" + bucket + "/" + prefix;
  }

  @Override
  public void put(String key, Path content) throws IOException {
    var object = new StorageObject().setName(prefix + ObjectStore.checked(key));
    try {
      storage
          .objects()
          .insert(bucket, object, new FileContent("application/octet-stream", content.toFile()))
          .execute();
    } catch (IOException e) {
      throw failure("store", key, e);
    }
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    String name = prefix + ObjectStore.checked(key);
    try {
      return Optional.of(storage.objects().get(bucket, name).executeMediaAsInputStream());
    } catch (IOException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw failure("read", key, e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    String name = prefix + ObjectStore.checked(key);
    try {
      storage.objects().delete(bucket, name).execute();
    } catch (IOException e) {
      if (!isMissing(e)) {
        throw failure("delete", key, e);
      }
    }
  }

  /** A bucket that is not there is answered in the same way; only the text tells. */
  private static boolean isMissing(IOException e) {
    return e instanceof HttpResponseException answer
        && answer.getStatusCode() == NOT_FOUND
        && !String.valueOf(answer.getContent()).contains("bucket does not exist")
        && !String.valueOf(answer.getMessage()).contains("bucket does not exist");
  }

  private IOException failure(String what, String key, IOException e) {
    String reason =
        e instanceof GoogleJsonResponseException answer && answer.getDetails() != null
            ? answer.getStatusCode() + " " + answer.getDetails().getMessage()
            : String.valueOf(e.getMessage());
    return new IOException("cannot " + what + " " + location() + key + ": " + reason, e);
  }
}
