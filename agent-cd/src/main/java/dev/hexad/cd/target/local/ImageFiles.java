package dev.hexad.cd.target.local;

import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * Unpacks an image into a folder. Everything is checked against its digest; entries that lead out
 * of the folder are refused. Plain HTTP is spoken with registries of this machine only.
 */
final class ImageFiles {
  private static final String ACCEPT =
      "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.v2+json";
  private static final int MANIFEST_LIMIT = 4 * 1024 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** The image's configuration, as the OCI image specification has it. */
  JsonNode unpack(ImageRef image, Path folder) throws IOException, InterruptedException {
    JsonNode manifest = json(image, "manifests/" + image.digest(), image.digest());
    if (!manifest.has("layers")) {
      throw new HexadException(
          ProblemType.INVALID,
          "The image " + image.pinned() + " is an index of images; name one for this machine.");
    }
    for (JsonNode layer : manifest.get("layers")) {
      unpackLayer(image, layer.get("digest").asString(), folder);
    }
    String config = manifest.get("config").get("digest").asString();
    return json(image, "blobs/" + config, config);
  }

  private JsonNode json(ImageRef image, String path, String digest)
      throws IOException, InterruptedException {
    try (InputStream in = get(image, path)) {
      byte[] bytes = in.readNBytes(MANIFEST_LIMIT);
      check(digest, sha256().digest(bytes), image);
      return Json.mapper().readTree(bytes);
    }
  }

  private void unpackLayer(ImageRef image, String digest, Path folder)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "layer", ".tar");
    try {
      try (InputStream in = get(image, "blobs/" + digest)) {
        download(in, file);
      }
      check(digest, digestOf(file), image);
      new Layer(folder.toRealPath()).extract(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void download(InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      int n;
      while ((n = in.read(buffer)) >= 0) {
        size += n;
        if (size > Layer.LIMIT) {
          throw new HexadException(ProblemType.TOO_LARGE, "A layer is larger than 2 GiB.");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private InputStream get(ImageRef image, String path) throws IOException, InterruptedException {
    int slash = image.repository().indexOf('/');
    if (slash <= 0) {
      throw new HexadException(
          ProblemType.INVALID, "The image " + image.pinned() + " names no registry.");
    }
    String host = image.repository().substring(0, slash);
    boolean here = host.startsWith("127.0.0.1:") || host.startsWith("localhost:");
    var uri =
        URI.create(
            (here ? "http://" : "https://")
                + host
                + "/v2/"
                + image.repository().substring(slash + 1)
                + "/"
                + path);
    var request =
        HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(5)).header("Accept", ACCEPT).build();
    HttpResponse<InputStream> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry " + host + " does not answer.", e);
    }
    if (response.statusCode() != 200) {
      response.body().close();
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The registry answered " + response.statusCode() + " for " + image.pinned() + ".");
    }
    return response.body();
  }

  private static void check(String expected, byte[] actual, ImageRef image) {
    String found = "sha256:" + HexFormat.of().formatHex(actual);
    if (!found.equals(expected)) {
      throw new HexadException(
          ProblemType.INVALID,
          "A part of " + image.pinned() + " has the digest " + found + ", not " + expected + ".");
    }
  }

  private static byte[] digestOf(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 * 1024];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, n);
      }
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
