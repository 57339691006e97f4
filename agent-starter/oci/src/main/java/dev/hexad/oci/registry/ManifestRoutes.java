package dev.hexad.oci.registry;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.Sha256;
import dev.hexad.service.web.BodyLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Manifests by digest and by tag. */
final class ManifestRoutes {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final int LIMIT = 4 * 1024 * 1024;
  private final BlobStore blobs;
  private final Repositories repositories;

  ManifestRoutes(BlobStore blobs, Repositories repositories) {
    this.blobs = blobs;
    this.repositories = repositories;
  }

  void handle(RegistryCall call) throws IOException {
    switch (call.method()) {
      case "GET", "HEAD" -> read(call);
      case "PUT" -> put(call);
      case "DELETE" -> delete(call);
      default -> throw RegistryException.badMethod(call.method());
    }
  }

  private void read(RegistryCall call) throws IOException {
    String digest = resolve(call);
    String type =
        repositories
            .read(call.name(), Repositories.MANIFESTS, digest)
            .orElseThrow(() -> unknown(call));
    Path file = blobs.blob(digest).orElseThrow(() -> unknown(call));
    call.out().setContentType(type);
    call.out().setContentLengthLong(Files.size(file));
    call.out().setHeader("Docker-Content-Digest", digest);
    call.out().setHeader("ETag", "\"" + digest + "\"");
    if (call.method().equals("GET")) {
      Files.copy(file, call.out().getOutputStream());
    }
  }

  private String resolve(RegistryCall call) throws IOException {
    return call.ref().contains(":")
        ? call.digest()
        : repositories
            .read(call.name(), Repositories.TAGS, tag(call.ref()))
            .orElseThrow(() -> unknown(call));
  }

  private void put(RegistryCall call) throws IOException {
    byte[] bytes = body(call);
    ManifestContent content = ManifestContent.of(bytes);
    String type = content.mediaType(call.in().getContentType());
    String digest = Sha256.digest(bytes);
    boolean byDigest = call.ref().contains(":");
    if (byDigest && !digest.equals(call.digest())) {
      throw new RegistryException(400, "DIGEST_INVALID", "the manifest's digest is " + digest);
    }
    String tag = byDigest ? "" : tag(call.ref());
    Optional<String> subject = content.subject();
    blobs.undisturbed(() -> {
      requireReferences(call.name(), content);
      blobs.put(bytes);
      if (subject.isPresent()) {
        String descriptor = Json.write(content.descriptor(digest, type));
        repositories.link(call.name(), Repositories.referrersOf(subject.get()), digest, descriptor);
      }
      repositories.link(call.name(), Repositories.MANIFESTS, digest, type);
      if (!tag.isEmpty()) {
        repositories.link(call.name(), Repositories.TAGS, tag, digest);
      }
      return digest;
    });
    subject.ifPresent(of -> call.out().setHeader("OCI-Subject", of));
    call.created("/v2/" + call.name() + "/manifests/" + digest, digest);
  }

  private static byte[] body(RegistryCall call) throws IOException {
    try {
      return BodyLimit.read(call.in().getInputStream(), LIMIT);
    } catch (HexadException e) {
      throw new RegistryException(413, "SIZE_INVALID", "a manifest has at most 4 MiB");
    }
  }

  /** A manifest is taken only when everything that it names is here. */
  private void requireReferences(String name, ManifestContent content) throws IOException {
    for (String digest : content.blobs()) {
      require(name, Repositories.BLOBS, digest);
    }
    for (String digest : content.manifests()) {
      require(name, Repositories.MANIFESTS, digest);
    }
  }

  private void require(String name, String kind, String digest) throws IOException {
    if (!repositories.has(name, kind, digest) || !blobs.touch(digest)) {
      throw new RegistryException(
          404, "MANIFEST_BLOB_UNKNOWN", name + " has no " + digest + "; push it first");
    }
  }

  private void delete(RegistryCall call) throws IOException {
    String digest = resolve(call);
    if (!repositories.has(call.name(), Repositories.MANIFESTS, digest)) {
      throw unknown(call);
    }
    if (call.ref().contains(":")) {
      forget(call.name(), digest);
    } else {
      repositories.unlink(call.name(), Repositories.TAGS, call.ref());
    }
    call.out().setStatus(202);
  }

  private void forget(String name, String digest) throws IOException {
    for (String tag : repositories.names(name, Repositories.TAGS)) {
      if (repositories.read(name, Repositories.TAGS, tag).filter(digest::equals).isPresent()) {
        repositories.unlink(name, Repositories.TAGS, tag);
      }
    }
    Optional<Path> file = blobs.blob(digest);
    if (file.isPresent()) {
      Optional<String> subject = ManifestContent.of(Files.readAllBytes(file.get())).subject();
      if (subject.isPresent()) {
        repositories.unlink(name, Repositories.referrersOf(subject.get()), digest);
      }
    }
    repositories.unlink(name, Repositories.MANIFESTS, digest);
  }

  private static String tag(String ref) {
    if (!TAG.matcher(ref).matches()) {
      throw new RegistryException(400, "MANIFEST_INVALID", "'" + ref + "' is not a tag");
    }
    return ref;
  }

  private static RegistryException unknown(RegistryCall call) {
    return new RegistryException(
        404, "MANIFEST_UNKNOWN", "no manifest " + call.name() + ":" + call.ref());
  }
}
