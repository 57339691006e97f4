package dev.hexad.orchestrator.run;

import static dev.hexad.orchestrator.run.RunSamples.apply;
import static dev.hexad.orchestrator.run.RunSamples.begun;
import static dev.hexad.orchestrator.run.RunSamples.done;
import static dev.hexad.orchestrator.run.RunSamples.group;
import static dev.hexad.orchestrator.run.RunSamples.run;
import static dev.hexad.orchestrator.run.RunSamples.sent;
import static dev.hexad.orchestrator.run.RunSamples.stage;
import static dev.hexad.orchestrator.run.RunSamples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.ResolveParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Concurrency;
import dev.hexad.contracts.pipeline.Concurrency.Mode;
import dev.hexad.contracts.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnTests {
  private static final UUID A = Ids.derived("a");
  private static final UUID B = Ids.derived("b");
  private static final UUID C = Ids.derived("c");

  private static Turn.Member waits(UUID run, Mode mode) {
    return new Turn.Member(run, mode, false, null);
  }

  private static Turn.Member works(UUID run, Mode mode) {
    return new Turn.Member(run, mode, true, null);
  }

  @Test
  void goesFirstComeFirstServed() {
    var group = List.of(waits(A, Mode.QUEUE), waits(B, Mode.QUEUE));
    assertThat(Turn.of(A, group)).isEqualTo(new Turn.Now());
    assertThat(Turn.of(B, group)).isEqualTo(new Turn.Later());
    assertThat(Turn.next(group)).isEqualTo(A);
  }

  @Test
  void waitsForWhoeverWorksEvenWhenThatOneIsNewer() {
    var group = List.of(waits(A, Mode.QUEUE), works(B, Mode.QUEUE));
    assertThat(Turn.of(A, group)).isEqualTo(new Turn.Later());
    assertThat(Turn.of(B, group)).isEqualTo(new Turn.Now());
    assertThat(Turn.next(group)).isNull();
  }

  @Test
  void takesThePlaceOfAllEarlierOnesAndWaitsForThem() {
    var group = List.of(works(A, Mode.QUEUE), waits(B, Mode.SUPERSEDE), waits(C, Mode.SUPERSEDE));
    assertThat(Turn.of(C, group)).isEqualTo(new Turn.Later());
    assertThat(Turn.supersededBy(C, group)).containsExactly(A, B);
    assertThat(Turn.of(B, group)).isEqualTo(new Turn.Never(C));
  }

  @Test
  void givesWayToANewerOneThatCameSooner() {
    var group = List.of(waits(A, Mode.SUPERSEDE), works(B, Mode.SUPERSEDE));
    assertThat(Turn.of(A, group)).isEqualTo(new Turn.Never(B));
  }

  @Test
  void queuesInItsGroupAndStartsWhenAdmitted() {
    var begun = apply(run(stage("a")).in(group(Mode.QUEUE)), new RunSignal.Begin());
    assertThat(begun.run().state()).isEqualTo(RunState.QUEUED);
    assertThat(sent(begun)).isEmpty();
    assertThat(begun.effects()).contains(new Effect.Enter(group(Mode.QUEUE)));
    var admitted = apply(begun.run(), new RunSignal.Admitted());
    assertThat(sent(admitted)).containsExactly("a");
    var ended = apply(admitted.run(), done(admitted.run(), "a"));
    assertThat(ended.effects()).contains(new Effect.Leave(group(Mode.QUEUE)));
  }

  @Test
  void entersTheGroupThatThePipelineNames() {
    var change =
        new ChangeRef(
            Ids.derived("app"), "app", "https://host/app", "refs/heads/main", "c0ffee", null, null);
    var pipeline =
        new Pipeline("hexad.yml", List.of(stage("a"), stage("b", "a")))
            .within(new Concurrency("deploy", Concurrency.Scope.TENANT, Mode.QUEUE));
    Run run = begun(RunSamples.resolving());
    var resolved =
        apply(
            run, done(run, "pipeline", Json.tree(new ResolveParameters.Result(pipeline, change))));
    assertThat(resolved.run().state()).isEqualTo(RunState.QUEUED);
    assertThat(state(resolved.run(), "pipeline")).isEqualTo(StageState.SUCCEEDED);
    assertThat(state(resolved.run(), "a")).isEqualTo(StageState.PENDING);
    assertThat(resolved.effects())
        .contains(new Effect.Enter(new Group("deploy", "deploy", Mode.QUEUE)));
  }

  @Test
  void startsNothingWhenStagesAreFoundAfterACancel() {
    var change =
        new ChangeRef(
            Ids.derived("app"), "app", "https://host/app", "refs/heads/main", "c0ffee", null, null);
    var pipeline = new Pipeline("hexad.yml", List.of(stage("a")));
    Run run = begun(RunSamples.resolving());
    run = apply(run, new RunSignal.CancelRequested("no")).run();
    var resolved =
        apply(
            run, done(run, "pipeline", Json.tree(new ResolveParameters.Result(pipeline, change))));
    assertThat(sent(resolved)).isEmpty();
    assertThat(resolved.run().state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void leavesTheQueueWhenCancelled() {
    Run run = begun(run(stage("a"), stage("b", "a")).in(group(Mode.QUEUE)));
    var cancelled = apply(run, new RunSignal.CancelRequested("no"));
    assertThat(cancelled.run().state()).isEqualTo(RunState.CANCELLED);
    assertThat(cancelled.effects()).contains(new Effect.Leave(group(Mode.QUEUE)));
  }

  /** A group as the database keeps it, driven at random: one at a time, and all get their turn. */
  @Test
  void letsOneWorkAtATimeAndForgetsNobody() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var group = new ArrayList<Turn.Member>();
      var served = new ArrayList<UUID>();
      for (int i = 0; i < 40 || !group.isEmpty(); i++) {
        if (i < 40 && random.nextBoolean()) {
          UUID id = Ids.derived(seed, i);
          group.add(waits(id, Mode.QUEUE));
          ask(id, group, served);
        } else if (!group.isEmpty()) {
          group.remove(random.nextInt(group.size()));
          UUID next = Turn.next(group);
          if (next != null) {
            ask(next, group, served);
          }
        }
        assertThat(group.stream().filter(Turn.Member::admitted).count())
            .as("seed %d", seed)
            .isEqualTo(group.isEmpty() ? 0 : 1);
      }
      assertThat(served).as("seed %d", seed).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  private static void ask(UUID run, List<Turn.Member> group, List<UUID> served) {
    if (Turn.of(run, group) instanceof Turn.Now) {
      group.replaceAll(m -> m.run().equals(run) ? works(run, m.mode()) : m);
      served.add(run);
    }
  }
}
