package dev.hexad.oci.registry;

import dev.hexad.oci.Sha256;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Uploads of blobs: in one request, in two, in chunks, or by mounting from another repository. */
final class UploadRoutes {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private final BlobStore blobs;
  private final Repositories repositories;
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  UploadRoutes(BlobStore blobs, Repositories repositories) {
    this.blobs = blobs;
    this.repositories = repositories;
  }

  void begin(RegistryCall call) throws IOException {
    call.requireMethod("POST");
    String mount = call.parameter("mount");
    if (mount != null && mount(call.name(), mount, call.parameter("from"))) {
      call.created("/v2/" + call.name() + "/blobs/" + mount, mount);
      return;
    }
    String digest = call.parameter("digest");
    if (digest != null) {
      RegistryCall.requireDigest(digest);
    }
    UUID id = blobs.beginUpload();
    if (digest != null) {
      blobs.append(id, call.in().getInputStream());
      finish(call, id, digest);
      return;
    }
    progress(call, id, 0, 202);
  }

  /** Everything here may be pulled by everyone, so a mount gives no more than a pull would. */
  private boolean mount(String name, String digest, @Nullable String from) throws IOException {
    return Sha256.isDigest(digest)
        && (from == null || hasBlob(from, digest))
        && blobs.undisturbed(() -> blobs.touch(digest) && link(name, digest));
  }

  private boolean hasBlob(String repository, String digest) {
    return repository.matches(RegistryController.NAME_PATTERN)
        && repositories.has(repository, Repositories.BLOBS, digest);
  }

  private boolean link(String name, String digest) throws IOException {
    repositories.link(name, Repositories.BLOBS, digest, "");
    return true;
  }

  void continued(RegistryCall call) throws IOException {
    UUID id = UUID.fromString(call.ref());
    ReentrantLock lock = locks[Math.floorMod(id.hashCode(), locks.length)];
    if (!lock.tryLock()) {
      throw new RegistryException(
          416, "BLOB_UPLOAD_INVALID", "another request is writing to this upload; ask where it is");
    }
    try {
      continued(call, id);
    } finally {
      lock.unlock();
    }
  }

  private void continued(RegistryCall call, UUID id) throws IOException {
    long have =
        blobs
            .uploaded(id)
            .orElseThrow(
                () -> new RegistryException(404, "BLOB_UPLOAD_UNKNOWN", "no upload " + id));
    switch (call.method()) {
      case "GET" -> progress(call, id, have, 204);
      case "PATCH" -> {
        requireContinuation(call, have);
        blobs.append(id, call.in().getInputStream());
        progress(call, id, blobs.uploaded(id).orElse(0L), 202);
      }
      case "PUT" -> {
        String digest = RegistryCall.requireDigest(call.parameter("digest"));
        requireContinuation(call, have);
        blobs.append(id, call.in().getInputStream());
        finish(call, id, digest);
      }
      case "DELETE" -> {
        blobs.cancelUpload(id);
        call.out().setStatus(204);
      }
      default -> throw RegistryException.badMethod(call.method());
    }
  }

  private static void requireContinuation(RegistryCall call, long have) {
    String range = call.in().getHeader("Content-Range");
    if (range == null) {
      return;
    }
    Matcher parts = RANGE.matcher(range);
    long length = call.in().getContentLengthLong();
    if (!parts.matches()
        || Long.parseLong(parts.group(1)) != have
        || length >= 0 && Long.parseLong(parts.group(2)) - have + 1 != length) {
      progress(call, UUID.fromString(call.ref()), have, 416);
      throw new RegistryException(416, "BLOB_UPLOAD_INVALID", "continue at byte " + have);
    }
  }

  private static void progress(RegistryCall call, UUID id, long have, int status) {
    call.out().setStatus(status);
    call.out().setHeader("Location", "/v2/" + call.name() + "/blobs/uploads/" + id);
    call.out().setHeader("Range", "0-" + Math.max(0, have - 1));
    call.out().setHeader("Docker-Upload-UUID", id.toString());
  }

  private void finish(RegistryCall call, UUID id, String digest) throws IOException {
    blobs.finishUpload(id, digest);
    link(call.name(), digest);
    call.created("/v2/" + call.name() + "/blobs/" + digest, digest);
  }
}
