package dev.hexad.cd.target.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.TestLayer;
import dev.hexad.cd.TestRegistry;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTests {
  @TempDir Path outside;
  private final TestRegistry registry = new TestRegistry();
  private final ImageFiles images = new ImageFiles();
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(outside.resolve("root"));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private ImageRef push(TestLayer... layers) {
    byte[][] tars = new byte[layers.length][];
    for (int i = 0; i < layers.length; i++) {
      tars[i] = layers[i].build();
    }
    return registry.push("a/b", Map.of("Cmd", List.of("true")), tars);
  }

  @Test
  void unpacksLayersInOrder() throws Exception {
    var lower = new TestLayer().folder("app").file("app/a", "old").file("app/b", "kept");
    var upper =
        new TestLayer()
            .file("app/a", "new")
            .file("run", "x".getBytes(StandardCharsets.UTF_8), 0755);
    var config = images.unpack(push(lower, upper), folder);
    assertThat(config.path("config").path("Cmd").get(0).asString()).isEqualTo("true");
    assertThat(folder.resolve("app/a")).hasContent("new");
    assertThat(folder.resolve("app/b")).hasContent("kept");
    assertThat(folder.resolve("run")).isExecutable();
    assertThat(folder.resolve("app/a").toFile().canExecute()).isFalse();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void keepsLinks() throws Exception {
    var layer =
        new TestLayer()
            .file("usr/bin/tool-1", "tool")
            .symlink("usr/bin/tool", "tool-1")
            .symlink("bin", "/usr/bin")
            .hardLink("usr/bin/same", "usr/bin/tool-1");
    images.unpack(push(layer), folder);
    assertThat(folder.resolve("bin/tool")).hasContent("tool");
    assertThat(folder.resolve("usr/bin/same")).hasContent("tool");
  }

  @Test
  void removesWhatALaterLayerRemoves() throws Exception {
    var lower = new TestLayer().file("app/a", "a").file("app/b", "b").file("conf/c", "c");
    var upper = new TestLayer().file("app/.wh.a", "").file("conf/.wh..wh..opq", "");
    images.unpack(push(lower, upper), folder);
    assertThat(folder.resolve("app")).isDirectoryNotContaining("glob:**a");
    assertThat(folder.resolve("app/b")).exists();
    assertThat(folder.resolve("conf")).isEmptyDirectory();
  }

  @Test
  void refusesALayerWithOtherBytes() {
    ImageRef image = push(new TestLayer().file("a", "a"));
    registry.corrupt(image);
    assertThatThrownBy(() -> images.unpack(image, folder))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("has the digest");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAManifestThatTheRegistryDoesNotHave() {
    ImageRef image = push(new TestLayer().file("a", "a"));
    var other = new ImageRef(image.repository(), "x", "sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> images.unpack(other, folder)).hasMessageContaining("answered 404");
  }

  @Test
  void refusesARepositoryWithoutARegistry() {
    var image = new ImageRef("hello", "x", "sha256:" + "0".repeat(64));
    assertThatThrownBy(() -> images.unpack(image, folder))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("registry");
  }

  @Test
  void refusesAPathThatLeadsOut() {
    ImageRef image = push(new TestLayer().file("../evil", "x"));
    assertLeadsOut(image);
    assertThat(outside.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesASymlinkThatLeadsOut() {
    ImageRef image = push(new TestLayer().symlink("out", "..").file("out/evil", "x"));
    assertLeadsOut(image);
    assertThat(outside.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesAFileThroughAChainOfSymlinksThatLeadsOut() {
    var layer =
        new TestLayer()
            .folder("x")
            .symlink("x/y", "..")
            .symlink("out", "x/y/..")
            .folder("out/evil")
            .file("out/evil/f", "x");
    assertLeadsOut(push(layer));
    assertThat(outside.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesAWhiteoutThatLeadsOut() throws Exception {
    Files.writeString(outside.resolve("kept"), "k");
    assertLeadsOut(push(new TestLayer().file(".wh...", "")));
    assertThat(outside.resolve("kept")).exists();
  }

  @Test
  void refusesAHardLinkThatLeadsOut() throws Exception {
    Files.writeString(outside.resolve("secret"), "s");
    assertLeadsOut(push(new TestLayer().hardLink("copy", "../secret")));
  }

  private void assertLeadsOut(ImageRef image) {
    assertThatThrownBy(() -> images.unpack(image, folder))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("leads out");
  }
}
