package dev.hexad.iac.upload;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Unpacks what somebody has uploaded, a gzipped tar or a zip. Only plain files and folders below
 * the root are taken: no links, no devices, nothing twice, and no more than the limits.
 */
final class UploadArchive {
  private static final int EXECUTABLE = 0100;

  private final long maxBytes;
  private final int maxEntries;

  UploadArchive(long maxBytes, int maxEntries) {
    this.maxBytes = maxBytes;
    this.maxEntries = maxEntries;
  }

  /**
   * Unpacks into a folder, which must be empty or absent.
   *
   * @return how many files there are
   * @throws HexadException that names what is wrong, of type invalid or too-large
   */
  int unpack(byte[] archive, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (ArchiveInputStream<? extends ArchiveEntry> in = open(archive)) {
      return unpack(in, folder.toRealPath());
    } catch (HexadException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new HexadException(
          ProblemType.INVALID, "The archive is damaged: " + e.getMessage() + ".", e);
    }
  }

  private static ArchiveInputStream<? extends ArchiveEntry> open(byte[] archive)
      throws IOException {
    var bytes = new ByteArrayInputStream(archive);
    if (begins(archive, 0x1f, 0x8b)) {
      return new TarArchiveInputStream(new GZIPInputStream(bytes), "UTF-8");
    }
    if (begins(archive, 'P', 'K')) {
      return new ZipArchiveInputStream(bytes, "UTF-8");
    }
    throw new HexadException(
        ProblemType.INVALID, "The upload is neither a gzipped tar nor a zip archive.");
  }

  private static boolean begins(byte[] archive, int first, int second) {
    return archive.length > 2 && (archive[0] & 0xff) == first && (archive[1] & 0xff) == second;
  }

  private int unpack(ArchiveInputStream<? extends ArchiveEntry> in, Path root) throws IOException {
    Set<Path> written = new HashSet<>();
    long left = maxBytes;
    int entries = 0;
    for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (++entries > maxEntries) {
        throw new HexadException(
            ProblemType.TOO_LARGE, "The archive has more than " + maxEntries + " entries.");
      }
      Path target = target(root, entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(target);
        continue;
      }
      requirePlain(entry);
      if (target.equals(root) || !written.add(target)) {
        throw refused(entry.getName(), "is there twice");
      }
      Files.createDirectories(target.resolveSibling("."));
      left -= write(in, target, left);
      if (isExecutable(entry) && !target.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + entry.getName() + " executable");
      }
    }
    if (written.isEmpty()) {
      throw new HexadException(ProblemType.INVALID, "The archive has no files.");
    }
    return written.size();
  }

  private static Path target(Path root, String name) {
    try {
      Path target = root.resolve(name).normalize();
      if (name.startsWith("/") || name.contains("\\") || !target.startsWith(root)) {
        throw refused(name, "leads out of the archive");
      }
      return target;
    } catch (InvalidPathException e) {
      throw refused(name, "is no name of a file");
    }
  }

  /** Links could lead anywhere once Terraform follows them. */
  private static void requirePlain(ArchiveEntry entry) {
    boolean plain =
        switch (entry) {
          case TarArchiveEntry tar ->
              tar.isFile()
                  && !tar.isSymbolicLink()
                  && !tar.isLink()
                  && !tar.isFIFO()
                  && !tar.isCharacterDevice()
                  && !tar.isBlockDevice();
          case ZipArchiveEntry zip -> !zip.isUnixSymlink();
          default -> false;
        };
    if (!plain) {
      throw refused(entry.getName(), "is a link or a device; only files and folders are taken");
    }
  }

  private static boolean isExecutable(ArchiveEntry entry) {
    return switch (entry) {
      case TarArchiveEntry tar -> (tar.getMode() & EXECUTABLE) != 0;
      case ZipArchiveEntry zip -> (zip.getUnixMode() & EXECUTABLE) != 0;
      default -> false;
    };
  }

  private long write(ArchiveInputStream<?> in, Path target, long left) throws IOException {
    long written = 0;
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(target)) {
      int n;
      while ((n = in.read(buffer)) >= 0) {
        written += n;
        if (written > left) {
          throw new HexadException(
              ProblemType.TOO_LARGE,
              "The archive holds more than " + (maxBytes >> 20) + " MB when unpacked.");
        }
        out.write(buffer, 0, n);
      }
    }
    return written;
  }

  private static HexadException refused(String name, String why) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
    return new HexadException(
        ProblemType.INVALID, "The entry '" + shown + "' of the archive " + why + ".");
  }
}
