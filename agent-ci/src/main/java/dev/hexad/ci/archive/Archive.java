package dev.hexad.ci.archive;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Gzipped tar archives of files below one folder. Nothing is written outside of the folder, links
 * lead nowhere else, and size and number of entries are limited.
 */
public final class Archive {
  private static final int MAX_ENTRIES = 500_000;
  private static final int EXECUTABLE = 0100;

  private Archive() {}

  /**
   * Packs files and symbolic links.
   *
   * @param files below the root
   * @return how many bytes the files have
   */
  public static long pack(Path root, Iterable<Path> files, OutputStream to) throws IOException {
    long bytes = 0;
    try (var tar =
        new TarArchiveOutputStream(new GZIPOutputStream(new BufferedOutputStream(to)), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      for (Path file : files) {
        bytes += add(root, file, tar);
      }
    }
    return bytes;
  }

  /** Packs everything below the folder, empty folders and hidden files too. */
  public static void packFolder(Path root, OutputStream to) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      pack(root, (Iterable<Path>) all.filter(path -> !path.equals(root))::iterator, to);
    }
  }

  private static long add(Path root, Path file, TarArchiveOutputStream tar) throws IOException {
    String name = root.relativize(file).toString();
    if (Files.isSymbolicLink(file)) {
      var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(file).toString());
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      return 0;
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
      tar.closeArchiveEntry();
      return 0;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    var entry = new TarArchiveEntry(name);
    long size = Files.size(file);
    entry.setSize(size);
    entry.setModTime(Files.getLastModifiedTime(file));
    entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
    tar.putArchiveEntry(entry);
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(tar);
    }
    tar.closeArchiveEntry();
    return size;
  }

  /**
   * Unpacks into a folder.
   *
   * @param maxBytes of all files together
   * @throws RefusedException when an entry leads out of the folder, or a limit is passed
   */
  public static void unpack(InputStream from, Path folder, long maxBytes) throws IOException {
    Files.createDirectories(folder);
    Path root = folder.toRealPath();
    long left = maxBytes;
    int entries = 0;
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(from)), "UTF-8")) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (++entries > MAX_ENTRIES) {
          throw new RefusedException("the archive has more than " + MAX_ENTRIES + " entries");
        }
        left -= unpack(tar, entry, root, left);
        entry = tar.getNextEntry();
      }
    }
  }

  private static long unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root, long left)
      throws IOException {
    Path target = inside(root, root.resolve(entry.getName()), entry.getName());
    if (entry.isDirectory()) {
      requireInside(root, Files.createDirectories(target), entry.getName());
      return 0;
    }
    Path parent = target.resolve("..").normalize();
    Files.createDirectories(parent);
    requireInside(root, parent, entry.getName());
    Files.deleteIfExists(target);
    if (entry.isSymbolicLink()) {
      inside(root, parent.resolve(entry.getLinkName()), entry.getName());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return 0;
    }
    if (entry.isLink()) {
      return link(entry, target, root);
    }
    if (!regular(entry)) {
      throw new RefusedException("the entry '" + entry.getName() + "' is neither file nor link");
    }
    return write(tar, target, entry, left);
  }

  /** Another name of a file that came before. */
  private static long link(TarArchiveEntry entry, Path target, Path root) throws IOException {
    Path of = inside(root, root.resolve(entry.getLinkName()), entry.getName());
    if (!Files.isRegularFile(of, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(
          "the entry '" + entry.getName() + "' names a file that is not there");
    }
    requireInside(root, of, entry.getName());
    Files.createLink(target, of);
    return 0;
  }

  private static boolean regular(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isFIFO()
        && !entry.isCharacterDevice()
        && !entry.isBlockDevice();
  }

  private static long write(
      TarArchiveInputStream tar, Path target, TarArchiveEntry entry, long left) throws IOException {
    long written = 0;
    byte[] buffer = new byte[64 * 1024];
    try (OutputStream out = Files.newOutputStream(target)) {
      int n;
      while ((n = tar.read(buffer)) >= 0) {
        written += n;
        if (written > left) {
          throw new RefusedException("the archive is larger than allowed when unpacked");
        }
        out.write(buffer, 0, n);
      }
    }
    if ((entry.getMode() & EXECUTABLE) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
    return written;
  }

  private static Path inside(Path root, Path path, String name) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(root) || name.startsWith("/")) {
      throw new RefusedException("the entry '" + name + "' leads out of the folder");
    }
    return normal;
  }

  private static void requireInside(Path root, Path folder, String name) throws IOException {
    if (!folder.toRealPath().startsWith(root)) {
      throw new RefusedException("the entry '" + name + "' leads out of the folder through a link");
    }
  }

  /** The archive breaks a rule; reading it again does not help. */
  public static final class RefusedException extends IOException {
    RefusedException(String message) {
      super(message);
    }
  }
}
