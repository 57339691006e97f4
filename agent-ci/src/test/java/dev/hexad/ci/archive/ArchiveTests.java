package dev.hexad.ci.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTests {
  private static final long MAX = 1_000_000;
  @TempDir Path folder;

  private interface Entries {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static ByteArrayInputStream archive(Entries entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      entries.write(tar);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String to) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  @Test
  void keepsContentLinksAndExecutableBits() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/bin"));
    Path tool = Files.writeString(from.resolve("tool"), "#!/bin/sh\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(from.resolve("alias"), Path.of("tool"));
    var bytes = new ByteArrayOutputStream();
    Path root = folder.resolve("from");
    Archive.pack(root, Globs.of(List.of("bin")).find(root), bytes);
    Path to = folder.resolve("to");
    Archive.unpack(new ByteArrayInputStream(bytes.toByteArray()), to, MAX);
    assertThat(Files.isExecutable(to.resolve("bin/tool"))).isTrue();
    assertThat(Files.readSymbolicLink(to.resolve("bin/alias"))).isEqualTo(Path.of("tool"));
  }

  @Test
  void aFolderComesBackAsItWas() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/empty"));
    Path root = folder.resolve("from");
    Path old = Files.writeString(root.resolve(".hidden"), "x");
    Files.setLastModifiedTime(old, FileTime.fromMillis(1_500_000_000_000L));
    var bytes = new ByteArrayOutputStream();
    Archive.packFolder(root, bytes);
    Path to = folder.resolve("to");
    Archive.unpack(new ByteArrayInputStream(bytes.toByteArray()), to, MAX);
    assertThat(to.resolve(root.relativize(from))).isEmptyDirectory();
    assertThat(Files.getLastModifiedTime(to.resolve(".hidden")).toMillis())
        .isEqualTo(1_500_000_000_000L);
  }

  private static void special(TarArchiveOutputStream tar, String name, byte type, String to)
      throws IOException {
    var entry = new TarArchiveEntry(name, type);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  @Test
  void aSecondNameOfAFileHasItsContent() throws IOException {
    Path to = folder.resolve("to");
    Archive.unpack(
        archive(tar -> {
          file(tar, "one", new byte[] {'1'});
          special(tar, "two", TarConstants.LF_LINK, "one");
        }),
        to,
        MAX);
    assertThat(to.resolve("two")).hasContent("1");
  }

  @Test
  void aSecondNameOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("secret"), "x");
    for (String outside : List.of("../secret", folder.resolve("secret").toString(), "missing")) {
      assertThatThrownBy(() ->
              Archive.unpack(
                  archive(tar -> special(tar, "two", TarConstants.LF_LINK, outside)),
                  folder.resolve("to"),
                  MAX))
          .isInstanceOf(Archive.RefusedException.class);
    }
    assertThat(folder.resolve("to/two")).doesNotExist();
  }

  @Test
  void pipesAndDevicesAreRefused() throws IOException {
    for (byte type : new byte[] {TarConstants.LF_FIFO, TarConstants.LF_CHR, TarConstants.LF_BLK}) {
      assertThatThrownBy(() ->
              Archive.unpack(
                  archive(tar -> special(tar, "odd", type, "")), folder.resolve("to"), MAX))
          .hasMessageContaining("neither file nor link");
    }
  }

  @Test
  void nothingLeavesTheFolder() throws IOException {
    Path to = folder.resolve("to");
    for (Entries bad :
        List.<Entries>of(
            tar -> file(tar, "../out", new byte[1]),
            tar -> file(tar, "/etc/out", new byte[1]),
            tar -> file(tar, "a/../../out", new byte[1]),
            tar -> link(tar, "up", ".."),
            tar -> link(tar, "etc", "/etc"),
            tar -> {
              link(tar, "a", "b");
              link(tar, "b", "../..");
            })) {
      assertThatThrownBy(() -> Archive.unpack(archive(bad), to, MAX))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("leads out");
    }
    Files.createSymbolicLink(to.resolve("door"), folder);
    assertThatThrownBy(
            () -> Archive.unpack(archive(tar -> file(tar, "door/x", new byte[1])), to, MAX))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void stopsAtABomb() throws IOException {
    ByteArrayInputStream bomb = archive(tar -> file(tar, "zeros", new byte[5_000_000]));
    assertThat(bomb.available()).isLessThan(20_000);
    assertThatThrownBy(() -> Archive.unpack(bomb, folder, MAX)).hasMessageContaining("larger");
  }

  @Test
  void globsMatchLikePeopleExpect() {
    Globs globs = Globs.of(List.of("**/target/*.xml", "docs", "*.md"));
    assertThat(List.of("target/a.xml", "x/y/target/a.xml", "docs/deep/a", "README.md"))
        .allMatch(globs::match);
    assertThat(List.of("target/x/a.xml", "docs2/a", "x/README.md")).noneMatch(globs::match);
  }

  @Test
  void aLinkOutOfTheRepositoryIsNoFileOfIt() throws IOException {
    Path root = Files.createDirectories(folder.resolve("repo/app"));
    Files.writeString(folder.resolve("secret"), "x");
    Files.createSymbolicLink(root.resolve("leak"), folder.resolve("secret"));
    Path repo = folder.resolve("repo");
    assertThatThrownBy(() -> SafePath.existing(repo, "app/leak", "'copy'"))
        .isInstanceOf(HexadException.class);
    assertThatThrownBy(() -> SafePath.existing(repo, "../secret", "'copy'"))
        .isInstanceOf(HexadException.class);
    assertThatThrownBy(() -> SafePath.requireLinksInside(repo, root, "'copy'"))
        .isInstanceOf(HexadException.class);
  }
}
