package dev.hexad.ci.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Content-addressed files: blobs and manifests by their digest, tags as small files that name a
 * digest. A file appears under its digest only when it is whole and its digest was checked.
 */
final class BlobStore {
  private final Path root;

  BlobStore(Path root) {
    this.root = root;
  }

  /** The digest of what was sent is not the one that was promised. */
  static final class DigestMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    DigestMismatchException(String expected, String actual) {
      super("expected " + expected + ", got " + actual);
    }
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

  void append(UUID id, InputStream bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(upload(id), StandardOpenOption.APPEND)) {
      bytes.transferTo(out);
    }
  }

  void finishUpload(UUID id, String digest) throws IOException {
    Path file = upload(id);
    String actual = digest(file);
    if (!actual.equals(digest)) {
      Files.delete(file);
      throw new DigestMismatchException(digest, actual);
    }
    Path blob = blobPath(digest);
    Files.createDirectories(blob.getParent());
    Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void cancelUpload(UUID id) throws IOException {
    Files.deleteIfExists(upload(id));
  }

  /** Stores bytes that are at hand, and gives their digest. */
  String put(byte[] bytes) throws IOException {
    UUID id = beginUpload();
    Files.write(upload(id), bytes);
    String digest = digest(upload(id));
    finishUpload(id, digest);
    return digest;
  }

  Optional<Path> blob(String digest) {
    return Optional.of(blobPath(digest)).filter(Files::isRegularFile);
  }

  void link(String repository, String kind, String name, String content) throws IOException {
    Path file = link(repository, kind, name);
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(root, "link", null);
    Files.writeString(temporary, content);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Optional<String> readLink(String repository, String kind, String name) throws IOException {
    Path file = link(repository, kind, name);
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  List<String> links(String repository, String kind) throws IOException {
    Path folder = root.resolve("repositories").resolve(repository).resolve("_" + kind);
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  List<String> repositories() throws IOException {
    Path folder = root.resolve("repositories");
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 8)) {
      return files
          .filter(f -> f.getFileName().toString().equals("_tags"))
          .map(f -> folder.relativize(f.getParent()).toString())
          .sorted()
          .toList();
    }
  }

  private Path upload(UUID id) {
    return root.resolve("uploads").resolve(id.toString());
  }

  private Path blobPath(String digest) {
    String hex = digest.substring("sha256:".length());
    return root.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private Path link(String repository, String kind, String name) {
    return root.resolve("repositories")
        .resolve(repository)
        .resolve("_" + kind)
        .resolve(name.replace(':', '-'));
  }

  private static String digest(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return "sha256:" + HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
