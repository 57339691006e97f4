package dev.hexad.orchestrator.run;

import static dev.hexad.orchestrator.run.RunSamples.apply;
import static dev.hexad.orchestrator.run.RunSamples.begun;
import static dev.hexad.orchestrator.run.RunSamples.conditional;
import static dev.hexad.orchestrator.run.RunSamples.done;
import static dev.hexad.orchestrator.run.RunSamples.failed;
import static dev.hexad.orchestrator.run.RunSamples.run;
import static dev.hexad.orchestrator.run.RunSamples.sent;
import static dev.hexad.orchestrator.run.RunSamples.stage;
import static dev.hexad.orchestrator.run.RunSamples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Concurrency;
import dev.hexad.contracts.pipeline.Pipeline.Condition;
import dev.hexad.contracts.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkippedStageTests {

  @Test
  void skipsAStageThatWasDecidedAgainstAndShowsWhy() {
    var begun =
        apply(
            run(stage("a").skipped("no changed file matches docs/**"), stage("b"), stage("c", "a")),
            new RunSignal.Begin());
    assertThat(sent(begun)).containsExactly("b");
    assertThat(state(begun.run(), "a")).isEqualTo(StageState.SKIPPED);
    assertThat(begun.run().require("a").message()).isEqualTo("no changed file matches docs/**");
    assertThat(begun.run().require("c").message()).isEqualTo("it needs 'a', which is SKIPPED");
    assertThat(details(begun)).contains("a SKIPPED no changed file matches docs/**");
  }

  @Test
  void succeedsWithAReasonWhenThereIsNothingToDo() {
    Run run = begun(run(stage("a").skipped("'on' does not name pushes"), stage("b", "a")));
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.reason())
        .isEqualTo("nothing to do: 'on' does not name pushes; it needs 'a', which is SKIPPED");
  }

  @Test
  void takesNoPlaceInItsGroupWhenEverythingIsSkipped() {
    var begun =
        apply(
            run(stage("a").skipped("docs only")).in(RunSamples.group(Concurrency.Mode.SUPERSEDE)),
            new RunSignal.Begin());
    assertThat(begun.effects()).noneMatch(Effect.Enter.class::isInstance);
    assertThat(begun.run().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void waitsForTheStagesBeforeASkippedOne() {
    Run run =
        begun(
            run(
                stage("a"),
                stage("b", "a").skipped("why not"),
                conditional("c", Condition.ALWAYS, null, "b")));
    assertThat(state(run, "b")).isEqualTo(StageState.PENDING);
    assertThat(state(run, "c")).isEqualTo(StageState.PENDING);
    var second = apply(run, done(run, "a"));
    assertThat(sent(second)).containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          stages.a.result.tests.failed == 0                  | RUNNING
          stages.a.result.tests.failed > 0                   | SKIPPED
          stages.a.result.coverage >= 0.8                    | RUNNING
          stages.a.state == 'SUCCEEDED'                      | RUNNING
          'x' in stages.a.result.labels                      | RUNNING
          has(stages.a.result.nothing)                       | SKIPPED
          change.branch == 'main' && change.author != 'bot'  | RUNNING
          change.branch.startsWith('release/')               | SKIPPED
          """)
  void asksTheConditionWhenTheStageCouldStart(String condition, StageState expected) {
    var result =
        Json.mapper()
            .readTree(
                """
                {"tests": {"failed": 0, "passed": 9007199254740993}, "coverage": 0.8,
                 "labels": ["x", null], "nothing": null}
                """);
    Run run = run(stage("a"), conditional("b", null, condition, "a")).expanded(List.of(), main());
    run = begun(run);
    assertThat(state(run, "b")).isEqualTo(StageState.PENDING);
    run = apply(run, done(run, "a", result)).run();
    assertThat(state(run, "b")).isEqualTo(expected);
    assertThat(run.require("b").message())
        .isEqualTo(expected == StageState.SKIPPED ? condition + " is false" : null);
  }

  @Test
  void failsAStageWhoseConditionCannotBeAnswered() {
    Run run = begun(run(stage("a"), conditional("b", null, "stages.a.result.x.y == 1", "a")));
    run = apply(run, done(run, "a")).run();
    assertThat(state(run, "b")).isEqualTo(StageState.FAILED);
    var problem = java.util.Objects.requireNonNull(run.require("b").problem());
    assertThat(problem.type()).isEqualTo(ProblemType.PIPELINE_INVALID.uri());
    assertThat(problem.detail()).contains("stages.a.result.x.y == 1");
    assertThat(run.state()).isEqualTo(RunState.FAILED);
  }

  @Test
  void asksNoConditionOfAStageThatDoesNotRunAnyway() {
    Run run = begun(run(stage("a"), conditional("b", null, "stages.a.result.x == 1", "a")));
    run = apply(run, failed(run, "a")).run();
    assertThat(state(run, "b")).isEqualTo(StageState.SKIPPED);
  }

  private static ChangeRef main() {
    return new ChangeRef(
        Ids.derived("app"), "app", "https://host/app", "refs/heads/main", "c0ffee", "someone", "m");
  }

  private static List<String> details(RunEngine.Transition transition) {
    return transition.effects().stream()
        .filter(Effect.Tell.class::isInstance)
        .map(effect -> ((Effect.Tell) effect).event())
        .filter(StageChanged.class::isInstance)
        .map(StageChanged.class::cast)
        .map(event -> event.stage() + " " + event.to() + " " + event.detail())
        .toList();
  }
}
