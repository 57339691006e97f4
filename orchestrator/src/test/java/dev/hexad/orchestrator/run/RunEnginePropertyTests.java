package dev.hexad.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.pipeline.Pipeline.Condition;
import dev.hexad.contracts.problem.Problem;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.Decision;
import dev.hexad.orchestrator.gate.GateFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Whatever is told, however often and in whatever order, and wherever the process dies: a run ends,
 * no command is sent twice, and what was done is done in the order of the graph.
 */
class RunEnginePropertyTests {
  private static final Problem FLAKY = Problem.of(ProblemType.UPSTREAM_FAILED, "try later");
  private static final int STEPS = 400;

  @Provide
  Arbitrary<List<Pipeline.Stage>> graphs() {
    return Arbitraries.integers()
        .between(1, 9)
        .flatMap(size -> Arbitraries.longs().map(seed -> graph(size, new Random(seed))));
  }

  private static List<Pipeline.Stage> graph(int size, Random random) {
    var stages = new ArrayList<Pipeline.Stage>();
    for (int i = 0; i < size; i++) {
      var needs = new ArrayList<String>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("s" + j);
        }
      }
      boolean gate = random.nextInt(4) == 0;
      Condition when =
          needs.isEmpty() ? null : Condition.values()[Math.max(0, random.nextInt(6) - 3)];
      stages.add(
          new Pipeline.Stage(
              "s" + i,
              gate ? "gate.approval" : "x.work",
              needs,
              when,
              null,
              Map.of(),
              60,
              gate ? 0 : random.nextInt(3),
              0,
              null,
              List.of(),
              null,
              gate || random.nextInt(3) > 0 ? List.of() : List.of("test:thing"),
              gate || random.nextBoolean()
                  ? null
                  : new Pipeline.Undo("x.undo", null, Map.of(), null, null)));
    }
    return stages;
  }

  @Provide
  Arbitrary<Long> schedules() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.just(0)).as((a, b) -> a);
  }

  @Property(tries = 1_500)
  void aRunEndsAndDoesNothingTwice(
      @ForAll("graphs") List<Pipeline.Stage> graph, @ForAll("schedules") long seed) {
    var world = new World(graph, new Random(seed));
    world.live();
    world.check();
  }

  @Property(tries = 500)
  void aRestartInheritsOnlyWhatStandsOnInheritedGround(
      @ForAll("graphs") List<Pipeline.Stage> graph, @ForAll("schedules") long seed) {
    var world = new World(graph, new Random(seed));
    world.live();
    Run old = world.run;
    if (old.state() == RunState.SUCCEEDED) {
      return;
    }
    Run again;
    try {
      again = Restart.of(old, null, UUID.randomUUID(), world.now);
    } catch (dev.hexad.contracts.problem.HexadException e) {
      return; // nothing of it went wrong, as in a run that was cancelled while it waited
    }
    for (Stage stage : again.stages()) {
      if (stage.inheritedFrom() != null) {
        assertThat(stage.state()).isEqualTo(StageState.SUCCEEDED);
        for (String need : stage.definition().needs()) {
          assertThat(again.require(need).inheritedFrom()).isNotNull();
        }
        assertThat(old.stages()).noneMatch(other -> stage.id().equals(other.undoes()));
      }
    }
  }

  /** A run, its agents and its people, of which each does as chance has it. */
  private static final class World {
    private final Random random;
    private final Map<UUID, CommandRequest> sent = new HashMap<>();
    private final List<RunSignal> said = new ArrayList<>();
    private final List<RunSignal> due = new ArrayList<>();
    private Instant now = RunSamples.NOW;
    private Run run;
    private @Nullable String leased;
    private final List<String> wanting = new ArrayList<>();
    private long token;

    World(List<Pipeline.Stage> graph, Random random) {
      this.random = random;
      this.run = RunSamples.run(graph.toArray(Pipeline.Stage[]::new));
    }

    void live() {
      tell(new RunSignal.Begin());
      for (int i = 0; i < STEPS && !run.ended(); i++) {
        now = now.plusSeconds(1);
        tell(next());
      }
      calm();
    }

    /** Chance stops; whatever is due and whatever was asked is answered. */
    private void calm() {
      for (int i = 0; i < STEPS && !run.ended(); i++) {
        now = now.plusSeconds(1);
        if (run.paused() != null) {
          tell(new RunSignal.ResumeRequested("bob"));
        } else if (!due.isEmpty()) {
          tell(due.removeFirst());
        } else {
          running().ifPresentOrElse(c -> tell(ok(c)), this::decideAll);
        }
      }
    }

    private java.util.Optional<UUID> running() {
      return run.stages().stream()
          .filter(s -> s.state() == StageState.RUNNING && s.commandId() != null)
          .map(Stage::commandId)
          .findFirst();
    }

    private void decideAll() {
      run.stages().stream()
          .filter(s -> s.state() == StageState.WAITING && s.gate() != null)
          .findFirst()
          .ifPresentOrElse(
              s -> tell(decided(s.id(), true)),
              () -> {
                throw new AssertionError("the run is stuck: " + run.stages());
              });
    }

    private RunSignal next() {
      List<UUID> commands = new ArrayList<>(sent.keySet());
      java.util.Collections.sort(commands);
      UUID command =
          commands.isEmpty() ? UUID.randomUUID() : commands.get(random.nextInt(commands.size()));
      String stage = run.stages().get(random.nextInt(run.stages().size())).id();
      RunSignal signal =
          switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> ok(command);
            case 5, 6 -> new RunSignal.Failed(command, RunSamples.BROKEN);
            case 7 -> new RunSignal.Failed(command, FLAKY);
            case 8 -> new RunSignal.Progressed(command, random.nextInt(100), "on the way");
            case 9, 10 -> decided(stage, random.nextInt(4) > 0);
            case 11 -> new RunSignal.TimedOut(stage, random.nextInt(3));
            case 12 -> new RunSignal.TryAgain(stage, random.nextInt(3));
            case 13 -> new RunSignal.PauseRequested("bob", null);
            case 14 -> new RunSignal.ResumeRequested("bob");
            case 15 ->
                random.nextInt(8) == 0
                    ? new RunSignal.CancelRequested("enough")
                    : new RunSignal.LookAgain(stage);
            case 16 -> new RunSignal.Cancelled(command);
            default ->
                due.isEmpty()
                    ? said.get(random.nextInt(said.size()))
                    : due.remove(random.nextInt(due.size()));
          };
      return signal;
    }

    private static RunSignal ok(UUID command) {
      return new RunSignal.Succeeded(command, Json.tree(Map.of()));
    }

    private RunSignal decided(String stage, boolean yes) {
      return new RunSignal.Decided(
          stage, new Decision("token:p" + random.nextInt(3), yes, null, null, null, now));
    }

    private void tell(RunSignal signal) {
      said.add(signal);
      RunEngine.Transition transition = RunEngine.apply(run, signal, now);
      if (random.nextInt(10) == 0) {
        // The process died before it could store anything; the signal comes again.
        transition = RunEngine.apply(run, signal, now);
      }
      Run stored = Json.read(Json.write(transition.run()), Run.class);
      assertThat(stored).isEqualTo(transition.run());
      run = stored;
      transition.effects().forEach(this::happen);
    }

    private void happen(Effect effect) {
      switch (effect) {
        case Effect.Send(CommandRequest command, int attempt) -> {
          assertThat(sent).as("sent twice").doesNotContainKey(command.commandId());
          assertReady(command);
          sent.put(command.commandId(), command);
        }
        case Effect.TryAgain(String stage, int attempt, var in) ->
            due.add(new RunSignal.TryAgain(stage, attempt));
        case Effect.TimeOut(String stage, int attempt, var in) -> {
          if (run.cancelReason() != null) {
            due.add(new RunSignal.TimedOut(stage, attempt));
          }
        }
        case Effect.Look(String stage) ->
            due.addFirst(
                new RunSignal.Looked(stage, new GateFacts(now, List.of(), null, List.of())));
        case Effect.Acquire(String stage, var resources) -> {
          if (!wanting.contains(stage) && !stage.equals(leased)) {
            wanting.add(stage);
          }
          grant();
        }
        case Effect.Release(String stage) -> {
          wanting.remove(stage);
          if (stage.equals(leased)) {
            leased = null;
          }
          grant();
        }
        default -> {
          // Nobody but the database and the bus sees these.
        }
      }
    }

    private void grant() {
      if (leased == null && !wanting.isEmpty()) {
        leased = wanting.removeFirst();
        due.add(
            new RunSignal.Leased(leased, new CommandRequest.Lease(List.of("test:thing"), ++token)));
      }
    }

    private void assertReady(CommandRequest command) {
      Stage stage = run.require(String.valueOf(command.stage()));
      for (String need : stage.definition().needs()) {
        Stage before = run.require(need);
        assertThat(before.state().ended()).isTrue();
        if (stage.definition().condition() == Condition.SUCCEEDED) {
          assertThat(before.state()).isEqualTo(StageState.SUCCEEDED);
        }
      }
      if (!stage.definition().leases().isEmpty()) {
        assertThat(leased).as("works without its lease").isEqualTo(stage.id());
      }
      assertThat(run.paused() != null && stage.state() == StageState.PENDING).isFalse();
    }

    void check() {
      assertThat(run.ended()).isTrue();
      assertThat(run.stages()).allMatch(s -> s.state().ended());
      assertThat(leased).as("a lease is left behind").isNull();
      assertThat(wanting).isEmpty();
      for (Stage stage : run.stages()) {
        long commands = sent.values().stream().filter(c -> stage.id().equals(c.stage())).count();
        assertThat(commands).isLessThanOrEqualTo(1L + stage.definition().maxRetries());
        if (stage.undoes() != null) {
          assertThat(run.require(stage.undoes()).state()).isEqualTo(StageState.SUCCEEDED);
        }
      }
      boolean wrong =
          run.cancelReason() != null
              || run.stages().stream().anyMatch(s -> s.state() == StageState.FAILED);
      if (wrong) {
        assertThat(run.state()).isNotEqualTo(RunState.SUCCEEDED);
      }
      RunSignal late = said.get(random.nextInt(said.size()));
      RunEngine.Transition after = RunEngine.apply(run, late, now);
      assertThat(after.run()).isEqualTo(run);
      assertThat(after.effects()).isEmpty();
    }
  }
}
