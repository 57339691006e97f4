package dev.hexad.cd.target.local;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * Lays a layer of an image over a folder: files, folders, links and whiteouts, as the OCI image
 * specification has them. Nothing is read or written outside of the folder.
 *
 * @param folder a real path
 */
record Layer(Path folder) {
  /** Neither a layer nor what it unpacks to may be larger. */
  static final long LIMIT = 2L * 1024 * 1024 * 1024;

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  void extract(Path file) throws IOException {
    try (TarArchiveInputStream tar = open(file)) {
      long size = 0;
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        size += entry.getSize();
        if (size > LIMIT) {
          throw new HexadException(ProblemType.TOO_LARGE, "A layer unpacks to more than 2 GiB.");
        }
        extract(tar, entry);
      }
    }
  }

  private static TarArchiveInputStream open(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return new TarArchiveInputStream(zipped ? new GZIPInputStream(in) : in);
  }

  private void extract(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    Path to = inside(entry.getName());
    if (to.equals(folder)) {
      return;
    }
    Path parent = parent(to);
    String name = to.getFileName().toString();
    if (name.equals(OPAQUE)) {
      FileSystemUtils.deleteRecursively(parent);
      Files.createDirectories(parent);
    } else if (name.startsWith(WHITEOUT)) {
      Path removed = parent.resolve(name.substring(WHITEOUT.length())).normalize();
      if (!parent.equals(removed.getParent())) {
        throw leadsOut(removed);
      }
      remove(removed);
    } else if (entry.isDirectory()) {
      if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
        remove(to);
        Files.createDirectory(to);
      }
    } else if (entry.isSymbolicLink()) {
      remove(to);
      Files.createSymbolicLink(to, target(parent, entry.getLinkName()));
    } else if (entry.isLink()) {
      Path linked = inside(entry.getLinkName());
      stayInside(linked);
      if (!to.equals(linked)) {
        remove(to);
        Files.copy(linked, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } else if (entry.isFile()) {
      remove(to);
      Files.copy(tar, to);
      if ((entry.getMode() & 0100) != 0 && !to.toFile().setExecutable(true)) {
        throw new IOException("cannot make executable: " + entry.getName());
      }
    }
  }

  private Path inside(String name) {
    Path path = folder.resolve(name.replaceFirst("^/+", "")).normalize();
    if (!path.startsWith(folder)) {
      throw leadsOut(path);
    }
    return path;
  }

  /** The folder above an entry, which may be missing; links on the way must stay inside. */
  private Path parent(Path to) throws IOException {
    Path parent = to.getParent();
    if (parent == null) {
      throw leadsOut(to);
    }
    Path existing = parent;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
      if (existing == null) {
        throw leadsOut(to);
      }
    }
    stayInside(existing);
    return Files.createDirectories(parent);
  }

  private void stayInside(Path existing) throws IOException {
    if (!existing.toRealPath().startsWith(folder)) {
      throw leadsOut(existing);
    }
  }

  /** An absolute link means the root of the image, which is this folder. */
  private Path target(Path parent, String link) {
    Path path = link.startsWith("/") ? inside(link) : parent.resolve(link).normalize();
    if (!path.startsWith(folder)) {
      throw leadsOut(path);
    }
    return link.startsWith("/") ? path : Path.of(link);
  }

  private static void remove(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      FileSystemUtils.deleteRecursively(path);
    } else {
      Files.deleteIfExists(path);
    }
  }

  private HexadException leadsOut(Path path) {
    return new HexadException(
        ProblemType.INVALID,
        "The layer leads out of its folder at " + folder.relativize(path) + ".");
  }
}
