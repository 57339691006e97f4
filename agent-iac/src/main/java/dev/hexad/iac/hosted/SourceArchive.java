package dev.hexad.iac.hosted;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Sources as Terraform Cloud takes them: a gzipped tar without what Git and Terraform keep. */
final class SourceArchive {
  private SourceArchive() {}

  static void write(Path folder, Path archive) throws IOException {
    try (Stream<Path> all = Files.walk(folder);
        var tar =
            new TarArchiveOutputStream(
                new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(archive))),
                "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      List<Path> files = all.filter(file -> isSource(folder.relativize(file))).sorted().toList();
      for (Path file : files) {
        add(folder, file, tar);
      }
    }
  }

  private static boolean isSource(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (name.isEmpty() || name.equals(".git") || name.equals(".terraform")) {
        return false;
      }
    }
    return true;
  }

  private static void add(Path root, Path file, TarArchiveOutputStream tar) throws IOException {
    String name = root.relativize(file).toString();
    if (Files.isSymbolicLink(file)) {
      var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(file).toString());
      tar.putArchiveEntry(link);
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
    } else {
      var entry = new TarArchiveEntry(name);
      entry.setSize(Files.size(file));
      entry.setMode(Files.isExecutable(file) ? 0755 : 0644);
      tar.putArchiveEntry(entry);
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }
}
