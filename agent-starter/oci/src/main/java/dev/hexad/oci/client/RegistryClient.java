package dev.hexad.oci.client;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One repository of a registry that speaks the OCI Distribution Specification 1.1. What comes is
 * checked against its digest and a size limit. Errors are HexadExceptions: upstream-failed,
 * not-found, forbidden, too-large. Safe for use by several threads.
 */
public final class RegistryClient {
  private static final long MANIFEST_LIMIT = 4L * 1024 * 1024;
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final int MOST_PAGES = 1000;
  private final RegistryRequests requests;
  private final BlobUpload uploads;

  private RegistryClient(RegistryRequests requests, ClientOptions options) {
    this.requests = requests;
    this.uploads = new BlobUpload(requests, options.chunk());
  }

  public static RegistryClient to(String repository, RegistryCredentials credentials) {
    return to(repository, credentials, ClientOptions.DEFAULT);
  }

  /**
   * A client of one repository.
   *
   * @param repository host, port and name, for example {@code ghcr.io/acme/shop}; without a host it
   *     is on Docker Hub
   */
  public static RegistryClient to(
      String repository, RegistryCredentials credentials, ClientOptions options) {
    return new RegistryClient(RegistryRequests.of(repository, credentials, options), options);
  }

  /** The manifest with this tag or digest, if there is one. */
  public Optional<Manifest> manifest(String reference) {
    if (!Sha256.isDigest(reference) && !TAG.matcher(reference).matches()) {
      throw new HexadException(
          ProblemType.INVALID, "A manifest is named by a tag or sha256:<hex>, not " + reference);
    }
    var answer = requests.get("/manifests/" + reference, Map.of("Accept", Manifest.ACCEPT));
    if (answer.statusCode() == 404) {
      RegistryHttp.discard(answer);
      return Optional.empty();
    }
    requests.require(answer, 200);
    byte[] bytes = RegistryHttp.read(answer, MANIFEST_LIMIT);
    String digest = Sha256.digest(bytes);
    String promised =
        Sha256.isDigest(reference)
            ? reference
            : answer.headers().firstValue("Docker-Content-Digest").orElse(digest);
    if (!digest.equals(promised)) {
      throw wrongDigest(promised, digest);
    }
    String type = answer.headers().firstValue("Content-Type").orElse(Manifest.IMAGE);
    return Optional.of(new Manifest(type.split(";", 2)[0].trim(), bytes));
  }

  /** Stores a manifest under a tag or its own digest; its referrers list is kept up to date. */
  public Descriptor put(String reference, Manifest manifest) {
    var answer = putOnly(reference, manifest);
    JsonNode json = manifest.json();
    if (json.has("subject") && answer.headers().firstValue("OCI-Subject").isEmpty()) {
      listAsReferrer(json, manifest);
    }
    return manifest.descriptor();
  }

  private HttpResponse<InputStream> putOnly(String reference, Manifest manifest) {
    var answer =
        requests.send(
            "PUT",
            requests.uri("/manifests/" + reference),
            Map.of("Content-Type", manifest.mediaType()),
            manifest.content());
    requests.require(answer, 201);
    RegistryHttp.discard(answer);
    return answer;
  }

  /** The specification's fallback for registries without referrers: a tag names an index. */
  private void listAsReferrer(JsonNode json, Manifest manifest) {
    String subject = json.path("subject").path("digest").asString("");
    String type = json.path("artifactType").asString("");
    Descriptor own = manifest.descriptor();
    var entry = new Descriptor(own.mediaType(), own.digest(), own.size(), type, null);
    var entries = new ArrayList<>(fallbackReferrers(subject));
    entries.removeIf(
        known -> known.digest().equals(entry.digest()) || manifest(known.digest()).isEmpty());
    entries.add(entry);
    putOnly(fallbackTag(subject), Manifest.index(entries));
  }

  private List<Descriptor> fallbackReferrers(String digest) {
    return manifest(fallbackTag(digest)).map(Manifest::manifests).orElse(List.of());
  }

  private static String fallbackTag(String digest) {
    return digest.replace(':', '-');
  }

  /** Manifests that have the given one as their subject. */
  public List<Descriptor> referrers(String digest, @Nullable String artifactType) {
    var answer = requests.get("/referrers/" + digest, Map.of("Accept", Manifest.INDEX));
    List<Descriptor> all;
    if (answer.statusCode() == 404 || answer.statusCode() == 405) {
      RegistryHttp.discard(answer);
      all = fallbackReferrers(digest);
    } else {
      requests.require(answer, 200);
      all = new Manifest(Manifest.INDEX, RegistryHttp.read(answer, MANIFEST_LIMIT)).manifests();
    }
    return all.stream()
        .filter(entry -> artifactType == null || artifactType.equals(entry.artifactType()))
        .toList();
  }

  /** All tags, in the registry's order; empty when there is no repository. */
  public List<String> tags() {
    var tags = new ArrayList<String>();
    URI next = requests.uri("/tags/list?n=1000");
    for (int page = 0; page < MOST_PAGES; page++) {
      var answer = requests.send("GET", next, Map.of(), new byte[0]);
      if (answer.statusCode() == 404) {
        RegistryHttp.discard(answer);
        return tags;
      }
      requests.require(answer, 200);
      json(RegistryHttp.read(answer, MANIFEST_LIMIT))
          .path("tags")
          .forEach(tag -> tags.add(tag.asString("")));
      Optional<URI> link = requests.nextPage(answer, next);
      if (link.isEmpty()) {
        return tags;
      }
      next = link.get();
    }
    throw new HexadException(ProblemType.UPSTREAM_FAILED, "The list of tags does not end.");
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return Json.mapper().readTree(bytes);
    } catch (JacksonException e) {
      throw new HexadException(ProblemType.UPSTREAM_FAILED, "The registry answered with no JSON.");
    }
  }

  /** Deletes a manifest, also from a referrers list; false when there is none. */
  public boolean deleteManifest(String reference) {
    Optional<Manifest> manifest = manifest(reference);
    var answer =
        requests.send("DELETE", requests.uri("/manifests/" + reference), Map.of(), new byte[0]);
    if (answer.statusCode() != 404) {
      requests.require(answer, 202, 200, 204);
    }
    RegistryHttp.discard(answer);
    manifest
        .map(found -> found.json().path("subject").path("digest").asString(""))
        .filter(Sha256::isDigest)
        .ifPresent(this::tidyReferrers);
    return answer.statusCode() != 404;
  }

  private void tidyReferrers(String subject) {
    List<Descriptor> listed = fallbackReferrers(subject);
    var left = listed.stream().filter(item -> manifest(item.digest()).isPresent()).toList();
    if (left.size() < listed.size()) {
      putOnly(fallbackTag(subject), Manifest.index(left));
    }
  }

  public boolean hasBlob(String digest) {
    return uploads.exists(digest);
  }

  /** Stores a blob, unless it is there. */
  public Descriptor pushBlob(String mediaType, byte[] bytes) {
    String digest = Sha256.digest(bytes);
    uploads.push(digest, bytes);
    return new Descriptor(mediaType, digest, bytes.length);
  }

  /** Stores a file as a blob, in chunks, unless it is there. */
  public Descriptor pushBlob(String mediaType, Path file) throws IOException {
    String digest = Sha256.digest(file);
    uploads.push(digest, file);
    return new Descriptor(mediaType, digest, Files.size(file));
  }

  /** Makes a blob of another repository of the same registry available here, where offered. */
  public boolean mountBlob(String digest, String fromName) {
    return uploads.mount(digest, fromName);
  }

  /**
   * A small blob.
   *
   * @param limit largest size, in bytes
   */
  public byte[] blob(String digest, long limit) {
    return readBlob(digest, limit, InputStream::readAllBytes);
  }

  /** Reads a stream to something. */
  @FunctionalInterface
  public interface BlobReader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Lets a reader take a blob as it comes; its result is given only when the digest was right.
   *
   * @param limit largest size, in bytes
   */
  public <T> T readBlob(String digest, long limit, BlobReader<T> reader) {
    if (!Sha256.isDigest(digest)) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          requests.where() + " names a blob that is no sha256 digest.");
    }
    var answer = requests.get("/blobs/" + digest, Map.of());
    requests.require(answer, 200);
    try (var in = new VerifiedStream(answer.body(), digest, limit)) {
      T result = reader.read(in);
      in.verify();
      return result;
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, requests.where() + " broke off the blob " + digest + ".", e);
    }
  }

  static HexadException wrongDigest(String promised, String actual) {
    return new HexadException(
        ProblemType.UPSTREAM_FAILED,
        "The registry sent " + actual + " where " + promised + " was asked for.");
  }
}
