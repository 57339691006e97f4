package dev.hexad.iac.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.problem.HexadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadArchiveTests {
  @TempDir Path folder;

  private final UploadArchive archives = new UploadArchive(1024 * 1024, 10);

  private interface Entries {
    void into(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Entries entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      entries.into(tar);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    entry.setMode(name.endsWith(".sh") ? 0755 : 0644);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text("content of " + name));
      }
    }
    return bytes.toByteArray();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private String refusal(byte[] archive) {
    var refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            HexadException.class, () -> archives.unpack(archive, out()));
    assertThat(refused).isNotNull();
    return String.valueOf(refused.getMessage());
  }

  @Test
  void unpacksBothKinds() throws IOException {
    byte[] tar =
        tar(to -> {
          to.putArchiveEntry(new TarArchiveEntry("infra/"));
          to.closeArchiveEntry();
          file(to, "./infra/main.tf", text("# tar"));
          file(to, "infra/run.sh", text("#!/bin/sh"));
        });
    assertThat(archives.unpack(tar, out())).isEqualTo(2);
    assertThat(out().resolve("infra/main.tf")).hasContent("# tar");
    assertThat(out().resolve("infra/run.sh")).isExecutable();
    Path other = folder.resolve("zip");
    assertThat(archives.unpack(zip("infra/main.tf", "modules/a/b.tf"), other)).isEqualTo(2);
    assertThat(other.resolve("modules/a/b.tf")).hasContent("content of modules/a/b.tf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out.tf", "a/../../out.tf", "/etc/out.tf", "a\\..\\..\\out.tf"})
  void writesNothingOutside(String name) throws IOException {
    assertThat(refusal(tar(to -> file(to, name, text("x"))))).contains("leads out", "out.tf");
    assertThat(refusal(zip("good.tf", name))).contains("leads out");
    assertThat(folder.resolve("out.tf")).doesNotExist();
    assertThat(Path.of("/etc/out.tf")).doesNotExist();
  }

  @Test
  void takesNoLinks() throws IOException {
    byte[] symbolic =
        tar(to -> {
          var link = new TarArchiveEntry("infra", TarConstants.LF_SYMLINK);
          link.setLinkName("/etc");
          to.putArchiveEntry(link);
          to.closeArchiveEntry();
          file(to, "infra/passwd", text("x"));
        });
    assertThat(refusal(symbolic)).contains("'infra'", "is a link");
    byte[] hard =
        tar(to -> {
          var link = new TarArchiveEntry("copy", TarConstants.LF_LINK);
          link.setLinkName("/etc/passwd");
          to.putArchiveEntry(link);
          to.closeArchiveEntry();
        });
    assertThat(refusal(hard)).contains("is a link");
    byte[] pipe =
        tar(to -> {
          to.putArchiveEntry(new TarArchiveEntry("pipe", TarConstants.LF_FIFO));
          to.closeArchiveEntry();
        });
    assertThat(refusal(pipe)).contains("device");
  }

  @Test
  void stopsAtItsLimits() throws IOException {
    byte[] bomb = tar(to -> file(to, "zeros", new byte[2 * 1024 * 1024]));
    assertThat(bomb.length).isLessThan(10_000);
    assertThat(refusal(bomb)).contains("more than 1 MB when unpacked");
    String[] many = new String[11];
    Arrays.setAll(many, i -> "file-" + i);
    assertThat(refusal(zip(many))).contains("more than 10 entries");
  }

  @Test
  void refusesWhatIsNoArchive() throws IOException {
    assertThat(refusal(text("just some text"))).contains("neither a gzipped tar nor a zip");
    assertThat(refusal(new byte[0])).contains("neither");
    byte[] whole = tar(to -> file(to, "main.tf", new byte[100_000]));
    assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).contains("damaged");
    assertThat(refusal(tar(to -> {}))).contains("no files");
    byte[] twice =
        tar(to -> {
          file(to, "main.tf", text("1"));
          file(to, "./main.tf", text("2"));
        });
    assertThat(refusal(twice)).contains("there twice");
    assertThatThrownBy(() -> archives.unpack(zip("dir/", "dir"), folder.resolve("z")))
        .isInstanceOf(HexadException.class);
    assertThat(Files.exists(folder.resolve("main.tf"))).isFalse();
  }
}
