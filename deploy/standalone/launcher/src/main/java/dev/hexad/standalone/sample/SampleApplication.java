package dev.hexad.standalone.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * An application of the demo: its repository, its registration, and pushes that GitHub would send.
 */
public final class SampleApplication {
  private final Api api;
  private final String name;
  private final SampleRepository repository;
  private final String id;
  private final String secret;

  private SampleApplication(
      Api api, String name, SampleRepository repository, String id, String secret) {
    this.api = api;
    this.name = name;
    this.repository = repository;
    this.id = id;
    this.secret = secret;
  }

  /** Registers the application, or finds it from an earlier demo. */
  public static SampleApplication register(Api api, String name, Path folder) {
    SampleRepository repository = SampleRepository.open(folder.resolve(name));
    Path secretFile = folder.resolve(name + ".webhook-secret");
    for (JsonNode known : api.get("/api/v1/applications?limit=500&q=" + name).get("items")) {
      if (known.get("name").asString().equals(name)) {
        return new SampleApplication(
            api, name, repository, known.get("id").asString(), read(secretFile));
      }
    }
    JsonNode made =
        api.post("/api/v1/applications", Map.of("name", name, "repositoryUrl", repository.url()));
    String secret = made.get("webhookSecret").asString();
    keep(secretFile, secret);
    return new SampleApplication(
        api, name, repository, made.get("application").get("id").asString(), secret);
  }

  public String id() {
    return id;
  }

  public SampleRepository repository() {
    return repository;
  }

  /** Sends the push of a commit, signed, and gives the id of the run that it starts. */
  public String push(String before, String commit, String message) {
    byte[] body =
        Api.JSON.writeValueAsBytes(
            Map.of(
                "ref",
                "refs/heads/main",
                "before",
                before,
                "after",
                commit,
                "repository",
                Map.of("full_name", "sample/" + name, "clone_url", repository.url()),
                "head_commit",
                Map.of(
                    "id", commit,
                    "message", message,
                    "author", Map.of("name", SampleRepository.author()))));
    String path = "/webhooks/github/" + id;
    JsonNode answer = api.deliver(path, UUID.randomUUID().toString(), sign(body), body);
    if (!answer.get("verdict").asString().equals("ACCEPTED")) {
      throw new SampleException("the push was not accepted: " + answer);
    }
    return answer.get("runId").asString();
  }

  private String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new SampleException("cannot sign", e);
    }
  }

  private static void keep(Path file, String secret) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, secret);
    } catch (IOException e) {
      throw new SampleException("cannot write " + file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new SampleException(
          "the sample application is registered, but its secret is not in " + file, e);
    }
  }
}
