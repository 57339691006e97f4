package dev.hexad.ci.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPipelineTests {
  @TempDir Path folder;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private LocalPipeline pipeline(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("hexad.yml"), yaml);
    return new LocalPipeline(file, new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void lintSaysFileLineAndColumn() throws Exception {
    var pipeline =
        pipeline(
            """
            version: 1
            stages:
              build:
                uses: ci.build
                needs: [nothing]
                with:
                  steps:
                    - {name: Test, runn: make}
            """);
    assertThat(pipeline.lint()).isFalse();
    assertThat(said()).contains("hexad.yml:5:").contains("hexad.yml:8:").contains("'runn'");
  }

  @Test
  void runsTheBuildsOfTheFileHere() throws Exception {
    var pipeline =
        pipeline(
            """
            version: 1
            stages:
              test:
                uses: ci.build
                matrix: {size: [1, 2]}
                with:
                  steps: [{name: Write, run: 'echo "$MATRIX_SIZE" >> sizes; echo from-$CI'}]
              ship: {uses: cd.deploy, needs: [test]}
              never: {uses: ci.build, if: change.branch == "other"}
            """);
    assertThat(pipeline.run(Set.of())).as(said()).isTrue();
    assertThat(Files.readString(folder.resolve("sizes"))).isEqualTo("1\n2\n");
    assertThat(said())
        .contains("from-true")
        .contains("ship: uses cd.deploy")
        .contains("never: change.branch == \"other\" is false");
  }

  @Test
  void aFailedStepFailsTheRun() throws Exception {
    var pipeline =
        pipeline(
            """
            version: 1
            stages:
              test: {uses: ci.build, with: {steps: [{name: Break, run: exit 3}]}}
              after: {uses: ci.build, needs: [test]}
            """);
    assertThat(pipeline.run(Set.of())).isFalse();
    assertThat(said()).contains("exit code 3").contains("after: a stage that it needs failed");
  }
}
