package dev.hexad.contracts.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTests {
  private static final String GOOD =
      """
      version: 1
      stages:
        build:
          uses: ci.build
          with:
            steps:
              - name: Test
                run: |
                  make test
        deploy:
          uses: cd.deploy
          needs: [build]
          inputs: {image: build.image}
          with: {environment: staging}
          timeoutSeconds: 120
        undo:
          uses: cd.rollback
          needs: [deploy]
          when: failed
          with: {environment: staging}
      """;

  private static List<PipelineError> errors(String text) {
    return switch (PipelineFile.parse(text, "hexad.yml")) {
      case PipelineFile.Result.Invalid(List<PipelineError> errors) -> errors;
      case PipelineFile.Result.Parsed(Pipeline pipeline) ->
          throw new AssertionError("expected errors, got " + pipeline);
    };
  }

  @Test
  void readsStagesInTheOrderOfTheFile() {
    var parsed = (PipelineFile.Result.Parsed) PipelineFile.parse(GOOD, "hexad.yml");
    assertThat(parsed.pipeline().stages())
        .extracting(Pipeline.Stage::id)
        .containsExactly("build", "deploy", "undo");
    Pipeline.Stage deploy = parsed.pipeline().stages().get(1);
    assertThat(deploy.inputs()).containsEntry("image", "build.image");
    assertThat(deploy.timeout()).isEqualTo(120);
    assertThat(deploy.line()).isEqualTo(10);
    assertThat(parsed.pipeline().stages().get(2).condition()).isEqualTo(Pipeline.Condition.FAILED);
  }

  @Test
  void namesTheCircle() {
    List<PipelineError> errors =
        errors(
            """
            version: 1
            stages:
              a: {uses: x.y, needs: [c]}
              b: {uses: x.y, needs: [a]}
              c: {uses: x.y, needs: [b]}
            """);
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().message()).contains("a → c → b → a");
    assertThat(errors.getFirst().line()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"version: 1\nstages:\n  a:\n    uses: x.y\n    frob: 1\n\" | 5 | unknown key 'frob'",
        "\"version: 1\nstages:\n  a:\n    uses: x.y\n    needs: [b]\n\" | 5 | no stage of this file",
        "\"version: 1\nstages:\n  a: {uses: x.y}\n  b:\n    uses: x.y\n    inputs: {i: a.f}\n\" | 6 | not among the stages it needs",
        "\"version: 2\nstages: {a: {uses: x.y}}\n\" | 1 | 1",
        "\"version: 1\nstages:\n  a: {uses: x.y\n\" | 4 | expected",
        "\"version: 1\nstages:\n  a: {needs: []}\n\" | 3 | uses",
        "\"\" | 1 | empty",
        "\"version: 1\nstages:\n  a: {uses: x.y}\n  a: {uses: x.y}\n\" | 4 | a",
        "\"- 1\n\" | 1 | object"
      })
  void saysLineAndReason(String text, int line, String reason) {
    List<PipelineError> errors = errors(text == null ? "" : text);
    assertThat(errors.getFirst().message()).contains(reason);
    assertThat(errors.getFirst().line()).isEqualTo(line);
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertThat(errors("#".repeat(PipelineFile.MAX_BYTES + 1)).getFirst().message())
        .contains("256 KiB");
  }

  private static Pipeline parsed(String text) {
    return switch (PipelineFile.parse(text, "hexad.yml")) {
      case PipelineFile.Result.Parsed(Pipeline pipeline) -> pipeline;
      case PipelineFile.Result.Invalid(List<PipelineError> errors) ->
          throw new AssertionError(errors.toString());
    };
  }

  @Test
  void aMatrixIsOneStageForEachCombination() {
    Pipeline pipeline =
        parsed(
            """
            version: 1
            stages:
              test:
                uses: ci.build
                matrix: {node: [20, 22.1], image: ["node:22"]}
                with: {env: {A: b}, steps: [{name: Test, run: npm test}]}
              pack:
                uses: ci.build
                needs: [test]
            """);
    assertThat(pipeline.stages())
        .extracting(Pipeline.Stage::id)
        .containsExactly("test-20-node-22", "test-22-1-node-22", "pack");
    assertThat(pipeline.stages().get(2).needs())
        .containsExactly("test-20-node-22", "test-22-1-node-22");
    var with = pipeline.stages().get(1).parameters();
    assertThat(with.at("/env/MATRIX_NODE").asString()).isEqualTo("22.1");
    assertThat(with.at("/env/A").asString()).isEqualTo("b");
    assertThat(with.at("/steps/0/image").asString()).isEqualTo("node:22");
  }

  @Test
  void aMatrixWithTooManyOrEqualCombinationsIsRefused() {
    String file =
        """
        version: 1
        stages:
          test:
            uses: ci.build
            matrix: %s
        """;
    String axis = "[1, 2, 3, 4, 5, 6, 7, 8]";
    assertThat(errors(file.formatted("{a: " + axis + ", b: " + axis + "}")))
        .singleElement()
        .satisfies(e -> assertThat(e.line()).isEqualTo(5));
    assertThat(errors(file.formatted("{a: ['x y', 'x-y']}"))).hasSize(1);
  }

  @Test
  void aConditionThatIsNotCelIsShownWithItsLine() {
    assertThat(
            errors(
                """
                version: 1
                stages:
                  build:
                    uses: ci.build
                    if: secrets.x == 1
                """))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.line()).isEqualTo(5);
          assertThat(e.message()).contains("undeclared reference to 'secrets'");
        });
  }

  @Test
  void readsWhatStartsAPipelineAndItsGroup() {
    Pipeline pipeline =
        parsed(
            """
            version: 1
            on:
              push: {branches: [main, "release/*"], paths: ["api/**"]}
              tag:
            concurrency: {group: production, mode: supersede, scope: branch}
            stages:
              build: {uses: ci.build, paths: ["api/**"], if: 'change.branch == "main"'}
            """);
    assertThat(pipeline.triggers())
        .isEqualTo(
            new Triggers(
                new Triggers.Filter(List.of("main", "release/*"), List.of("api/**")),
                new Triggers.Filter(List.of(), List.of()),
                null));
    assertThat(pipeline.concurrency())
        .isEqualTo(
            new Concurrency("production", Concurrency.Scope.BRANCH, Concurrency.Mode.SUPERSEDE));
    assertThat(pipeline.stages().getFirst().paths()).containsExactly("api/**");
  }

  @Test
  void parametersAreCheckedAgainstTheirSchema() {
    String schema =
        """
        {"type": "object", "additionalProperties": false, "required": ["environment"],
         "properties": {"environment": {"type": "string"}, "percent": {"type": "integer"}}}
        """;
    String text =
        """
        version: 1
        stages:
          deploy:
            uses: cd.deploy
            with:
              percent: many
              enviroment: production
        """;
    var result =
        PipelineFile.parse(text, "hexad.yml", uses -> uses.equals("cd.deploy") ? schema : null);
    assertThat(((PipelineFile.Result.Invalid) result).errors())
        .extracting(PipelineError::line)
        .containsExactlyInAnyOrder(6, 7);
  }
}
