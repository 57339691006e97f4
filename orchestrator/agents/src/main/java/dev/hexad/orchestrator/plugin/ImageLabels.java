package dev.hexad.orchestrator.plugin;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a label of an image from its registry (OCI distribution specification), without its layers
 * and with what anybody may read. All calls pass the outbound guard, also those for a token.
 */
final class ImageLabels {
  private static final int LIMIT = 1024 * 1024;
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?<registry>[a-zA-Z0-9.-]+(:\\d{1,5})?)/(?<name>[a-z0-9]+([._/-]+[a-z0-9]+)*)"
              + "(:(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(@(?<digest>sha256:[0-9a-f]{64}))?");
  private static final Pattern CHALLENGE = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");
  private static final String ACCEPT =
      "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.index.v1+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json";

  private final GuardedHttp http;

  ImageLabels(GuardedHttp http) {
    this.http = http;
  }

  /** The label's text. */
  String label(String image, String label) {
    Matcher parts = IMAGE.matcher(image);
    if (!parts.matches()) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + image + "' is no image; write registry/name:tag or registry/name@sha256:….");
    }
    String registry = parts.group("registry");
    String host = registry.equals("docker.io") ? "registry-1.docker.io" : registry;
    boolean plain = host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
    var repository =
        new Repository((plain ? "http://" : "https://") + host + "/v2/" + parts.group("name"));
    String digest = parts.group("digest");
    String tag = parts.group("tag") == null ? "latest" : parts.group("tag");
    JsonNode manifest = repository.manifest(digest == null ? tag : digest, digest);
    if (manifest.has("manifests")) {
      String first = manifest.at("/manifests/0/digest").asString("");
      manifest = repository.manifest(checked(first), first);
    }
    String config = checked(manifest.at("/config/digest").asString(""));
    JsonNode value =
        repository.get("/blobs/" + config, config).path("config").path("Labels").path(label);
    if (!value.isString()) {
      throw new HexadException(
          ProblemType.INVALID, "The image '" + image + "' has no label '" + label + "'.");
    }
    return value.stringValue();
  }

  private static String checked(String digest) {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry names a digest that is none.");
    }
    return digest;
  }

  /** One repository of a registry, with the token that it gave. */
  private final class Repository {
    private final String base;
    private @Nullable String token;

    Repository(String base) {
      this.base = base;
    }

    JsonNode manifest(String reference, @Nullable String digest) {
      return get("/manifests/" + reference, digest);
    }

    /** Content, which must have this digest when there is one. */
    JsonNode get(String path, @Nullable String digest) {
      GuardedHttp.Answer answer = send(base + path, token);
      if (answer.status() == 401 && token == null) {
        token = token(answer.headers().firstValue("WWW-Authenticate").orElse(""));
        answer = send(base + path, token);
      }
      if (answer.status() != 200 || answer.cut()) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED,
            "The registry answered " + answer.status() + " for " + path + "; is it public?");
      }
      if (digest != null && !digest.equals(sha256(answer.content()))) {
        throw new HexadException(
            ProblemType.UPSTREAM_FAILED, "The registry's content does not match " + digest + ".");
      }
      return json(answer.text());
    }
  }

  private String token(String challenge) {
    String realm = "";
    var query = new StringBuilder();
    Matcher parts = CHALLENGE.matcher(challenge);
    while (parts.find()) {
      if (parts.group(1).equals("realm")) {
        realm = parts.group(2);
      } else {
        query.append(query.isEmpty() ? "?" : "&").append(parts.group(1)).append('=');
        query.append(URLEncoder.encode(parts.group(2), StandardCharsets.UTF_8));
      }
    }
    JsonNode answer = json(send(realm + query, null).text());
    String token = answer.path("token").asString(answer.path("access_token").asString(""));
    if (token.isEmpty()) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry wants credentials; publish the image.");
    }
    return token;
  }

  private GuardedHttp.Answer send(String url, @Nullable String token) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url)).header("Accept", ACCEPT).GET();
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      return http.send(request.build(), LIMIT);
    } catch (IllegalArgumentException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry gives an address that is none.", e);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The registry cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.UNAVAILABLE, "The orchestrator stops.", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new HexadException(ProblemType.UPSTREAM_FAILED, "The registry gives no JSON.", e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
