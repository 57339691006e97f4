package dev.hexad.iac.upload;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/** Takes archives of sources, and gives their files to who plans them. */
@Service
public class Uploads {
  static final int MAX_ARCHIVE = 32 * 1024 * 1024;
  static final int KEPT = 10;
  private static final long MAX_UNPACKED = 256L * 1024 * 1024;
  private static final int MAX_ENTRIES = 20_000;

  private final UploadStore store;
  private final UploadArchive archives = new UploadArchive(MAX_UNPACKED, MAX_ENTRIES);
  private final Path root;

  Uploads(UploadStore store, ServiceProperties service) {
    this.store = store;
    this.root = service.dataFolder().resolve("sources");
  }

  /**
   * Keeps an archive that can be unpacked; older ones that nobody needs are forgotten.
   *
   * @param checksum SHA-256 that it must have, in hexadecimal; any when null
   */
  Upload keep(
      String workspace, UUID application, byte[] archive, @Nullable String checksum, String by)
      throws IOException {
    String revision = sha256(archive);
    if (checksum != null && !checksum.toLowerCase(Locale.ROOT).equals(revision)) {
      throw new HexadException(
          ProblemType.INVALID,
          "The upload has the checksum " + revision + ", not the one given; send it again.");
    }
    Path trial = root.resolve("new-" + UUID.randomUUID());
    int files;
    try {
      files = archives.unpack(archive, trial);
    } finally {
      FileSystemUtils.deleteRecursively(trial);
    }
    store.keep(workspace, revision, application, archive, files, by);
    store.prune(workspace, KEPT);
    return require(workspace, revision);
  }

  List<Upload> list(String workspace) {
    return store.list(workspace);
  }

  Upload require(String workspace, String revision) {
    return store
        .find(workspace, revision)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.NOT_FOUND,
                "The workspace '"
                    + workspace
                    + "' has no upload '"
                    + revision
                    + "'; the newest "
                    + KEPT
                    + " are kept."));
  }

  /**
   * Puts the files of an upload into a folder.
   *
   * @return false when nothing of this checksum was uploaded for the application
   */
  public boolean fetch(UUID application, String revision, Path folder) throws IOException {
    Optional<byte[]> archive = store.archive(application, revision);
    if (archive.isEmpty()) {
      return false;
    }
    if (!sha256(archive.get()).equals(revision)) {
      throw new HexadException(
          ProblemType.CONFLICT, "The upload " + revision + " is not what it was; upload it again.");
    }
    Files.createDirectories(folder);
    archives.unpack(archive.get(), folder);
    return true;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
