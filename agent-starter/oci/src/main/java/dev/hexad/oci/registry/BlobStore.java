package dev.hexad.oci.registry;

import dev.hexad.oci.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Content-addressed files. A file appears under its digest only when it is whole, its digest was
 * checked and it is on the disk; its modification time says when a client last counted on it.
 */
final class BlobStore {
  private final Path root;
  private final Clock clock;
  private final long limit;
  private final ReadWriteLock collection = new ReentrantReadWriteLock();

  /**
   * A store below a folder.
   *
   * @param limit largest blob, in bytes
   */
  BlobStore(Path root, Clock clock, long limit) {
    this.root = root;
    this.clock = clock;
    this.limit = limit;
  }

  UUID beginUpload() throws IOException {
    UUID id = UUID.randomUUID();
    Path file = upload(id);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    return id;
  }

  /** Bytes received so far; empty when there is no such upload. */
  Optional<Long> uploaded(UUID id) throws IOException {
    Path file = upload(id);
    return Files.exists(file) ? Optional.of(Files.size(file)) : Optional.empty();
  }

  /** Appends what arrives; what came before a broken connection stays, to be continued. */
  void append(UUID id, InputStream bytes) throws IOException {
    long left = limit - uploaded(id).orElse(0L);
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(upload(id), StandardOpenOption.APPEND)) {
      int n;
      while ((n = bytes.read(buffer)) >= 0) {
        left -= n;
        if (left < 0) {
          throw new RegistryException(
              413, "SIZE_INVALID", "a blob has at most " + limit + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  /** Turns an upload into a blob, or discards it when it is not what was promised. */
  void finishUpload(UUID id, String digest) throws IOException {
    Path file = upload(id);
    String actual = Sha256.digest(file);
    if (!actual.equals(digest)) {
      Files.delete(file);
      throw new RegistryException(
          400, "DIGEST_INVALID", "expected " + digest + ", got " + actual + "; upload it again");
    }
    undisturbed(() -> {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      DurableFiles.publish(file, blobPath(digest));
      return digest;
    });
  }

  void cancelUpload(UUID id) throws IOException {
    Files.deleteIfExists(upload(id));
  }

  /** Stores bytes that are at hand, and gives their digest. */
  String put(byte[] bytes) throws IOException {
    String digest = Sha256.digest(bytes);
    Path file = upload(UUID.randomUUID());
    Files.createDirectories(file.getParent());
    return undisturbed(() -> {
      DurableFiles.write(file, blobPath(digest), bytes);
      touch(digest);
      return digest;
    });
  }

  Optional<Path> blob(String digest) {
    return Optional.of(blobPath(digest)).filter(Files::isRegularFile);
  }

  /** Notes that a client counts on the blob, so that it is not collected; false without it. */
  boolean touch(String digest) throws IOException {
    return undisturbed(() -> {
      Path file = blobPath(digest);
      if (!Files.isRegularFile(file)) {
        return false;
      }
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return true;
    });
  }

  /** Something that takes several steps, between which no blob is collected. */
  interface Steps<T> {
    T take() throws IOException;
  }

  /** Takes steps that count on blobs; the collection waits until they are done. */
  <T> T undisturbed(Steps<T> steps) throws IOException {
    return locked(collection.readLock(), steps);
  }

  private static <T> T locked(Lock lock, Steps<T> steps) throws IOException {
    lock.lock();
    try {
      return steps.take();
    } finally {
      lock.unlock();
    }
  }

  /** Now, when no steps are half done: whatever counts on a blob from here on is later. */
  Instant quietMoment() throws IOException {
    return locked(collection.writeLock(), clock::instant);
  }

  /** Digests of blobs that no client counted on since. */
  List<String> untouchedSince(Instant cutoff) throws IOException {
    return filesBefore(root.resolve("blobs"), cutoff).stream()
        .map(file -> "sha256:" + file.getFileName())
        .toList();
  }

  boolean deleteUntouched(String digest, Instant cutoff) throws IOException {
    Path file = blobPath(digest);
    return locked(
        collection.writeLock(), () -> isBefore(file, cutoff) && Files.deleteIfExists(file));
  }

  /** Uploads that nobody continued since. */
  List<UUID> abandonedUploads(Instant cutoff) throws IOException {
    return filesBefore(root.resolve("uploads"), cutoff).stream()
        .map(file -> UUID.fromString(file.getFileName().toString()))
        .toList();
  }

  private static List<Path> filesBefore(Path folder, Instant cutoff) throws IOException {
    return DurableFiles.below(folder, 2).stream().filter(f -> isBefore(f, cutoff)).toList();
  }

  private static boolean isBefore(Path file, Instant cutoff) {
    try {
      return Files.isRegularFile(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(cutoff);
    } catch (IOException e) {
      return false;
    }
  }

  private Path upload(UUID id) {
    return root.resolve("uploads").resolve(id.toString());
  }

  private Path blobPath(String digest) {
    String hex = Sha256.hex(digest);
    return root.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
  }
}
