package dev.hexad.orchestrator.run;

import static dev.hexad.orchestrator.run.RunSamples.NOW;
import static dev.hexad.orchestrator.run.RunSamples.apply;
import static dev.hexad.orchestrator.run.RunSamples.begun;
import static dev.hexad.orchestrator.run.RunSamples.command;
import static dev.hexad.orchestrator.run.RunSamples.commands;
import static dev.hexad.orchestrator.run.RunSamples.done;
import static dev.hexad.orchestrator.run.RunSamples.failed;
import static dev.hexad.orchestrator.run.RunSamples.group;
import static dev.hexad.orchestrator.run.RunSamples.run;
import static dev.hexad.orchestrator.run.RunSamples.sent;
import static dev.hexad.orchestrator.run.RunSamples.stage;
import static dev.hexad.orchestrator.run.RunSamples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.pipeline.Concurrency.Mode;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestartTests {
  private static final UUID NEW = Ids.derived("new run");

  /** Two branches from one stage; the left one failed at its first stage. */
  private static Run ended() {
    Run run =
        begun(
            run(
                stage("build"),
                stage("left", "build"),
                stage("left-end", "left"),
                stage("right", "build")));
    run = apply(run, done(run, "build")).run();
    run = apply(run, done(run, "right")).run();
    return apply(run, failed(run, "left")).run();
  }

  private static Run restart(Run old, @Nullable String from) {
    return Restart.of(old, from, NEW, NOW);
  }

  @Test
  void takesOverWhatSucceededAndDoesTheRestAgain() {
    Run old = ended();
    Run again = restart(old, null);
    assertThat(again.restartOf()).isEqualTo(old.id());
    assertThat(again.require("build").inheritedFrom()).isEqualTo(old.id());
    assertThat(again.require("build").result()).isEqualTo(old.require("build").result());
    assertThat(again.require("right").inheritedFrom()).isEqualTo(old.id());
    assertThat(state(again, "left")).isEqualTo(StageState.PENDING);
    assertThat(state(again, "left-end")).isEqualTo(StageState.PENDING);
  }

  @Test
  void goesOnWhereTheFailedCommandStopped() {
    Run old = ended();
    var begun = apply(restart(old, null), new RunSignal.Begin());
    assertThat(sent(begun)).containsExactly("left");
    assertThat(commands(begun).getFirst().restartOf()).isEqualTo(command(old, "left"));
    assertThat(begun.effects())
        .contains(
            new Effect.Tell(
                new StageChanged(
                    NEW,
                    "build",
                    "PENDING",
                    "SUCCEEDED",
                    command(old, "build"),
                    "inherited from run " + old.id())));
    Run next = apply(begun.run(), done(begun.run(), "left")).run();
    next = apply(next, done(next, "left-end")).run();
    assertThat(next.state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void startsFreshWhenAStageBeforeIsDoneAgain() {
    var begun = apply(restart(ended(), "build"), new RunSignal.Begin());
    assertThat(sent(begun)).containsExactly("build");
    assertThat(commands(begun).getFirst().restartOf()).isNull();
    assertThat(begun.run().require("right").inheritedFrom()).isNull();
    var next = apply(begun.run(), done(begun.run(), "build"));
    assertThat(commands(next)).hasSize(2).allMatch(command -> command.restartOf() == null);
  }

  @Test
  void keepsWhoDidTheWorkOverSeveralRestarts() {
    Run old = ended();
    Run second = begun(restart(old, null));
    second = apply(second, failed(second, "left")).run();
    Run third = Restart.of(second, null, Ids.derived("third"), NOW);
    assertThat(third.require("build").inheritedFrom()).isEqualTo(old.id());
    assertThat(third.require("left").restartOf()).isEqualTo(command(second, "left"));
  }

  @Test
  void findsItsStagesAnewWhenFindingThemFailed() {
    Run old = begun(RunSamples.resolving());
    old = apply(old, failed(old, "pipeline")).run();
    Run again = restart(old, null);
    assertThat(again.stages()).singleElement().matches(Stage::expands);
    assertThat(again.group()).isNull();
  }

  @Test
  void waitsItsTurnAgain() {
    Run old = begun(run(stage("a")).in(group(Mode.QUEUE)));
    old = apply(old, new RunSignal.CancelRequested("no")).run();
    Run again = begun(restart(old, null));
    assertThat(again.state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void refusesARunThatGoesOn() {
    Run running = begun(run(stage("a")));
    assertThatThrownBy(() -> restart(running, null))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
  }

  @Test
  void refusesAStageThatIsNotThere() {
    assertThatThrownBy(() -> restart(ended(), "nowhere"))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.INVALID));
  }

  @Test
  void asksForAStageWhenNothingFailed() {
    Run run = begun(run(stage("a")));
    Run green = apply(run, done(run, "a")).run();
    assertThatThrownBy(() -> restart(green, null))
        .isInstanceOfSatisfying(
            HexadException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
    assertThat(sent(apply(restart(green, "a"), new RunSignal.Begin()))).containsExactly("a");
  }
}
