package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.CommandCancelled;
import dev.hexad.contracts.event.CommandFailed;
import dev.hexad.contracts.event.CommandProgressed;
import dev.hexad.contracts.event.CommandStarted;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.event.RunFinished;
import dev.hexad.contracts.event.RunStarted;
import dev.hexad.contracts.event.StageChanged;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Messages;
import dev.hexad.orchestrator.trace.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a run, from the run and its story in the ledger: nothing was sampled, and nothing is
 * kept twice. The trace is the run's id, and a command's span has the id that its message names in
 * {@code traceparent}, so that spans of others fit in.
 */
final class Trace {
  private final Run run;
  private final Instant now;
  private final Map<UUID, Command> commands = new LinkedHashMap<>();
  private final List<Span.Milestone> milestones = new ArrayList<>();
  private Instant begin;

  private Trace(Run run, Instant now) {
    this.run = run;
    this.now = now;
    this.begin = run.createdAt();
  }

  private static final class Command {
    private String agent = "";
    private @Nullable Instant started;
    private @Nullable Instant ended;
  }

  /**
   * All spans, each after its parent.
   *
   * @param story of the run, in order
   * @param now the end of what has not ended
   */
  static List<Span> of(Run run, List<Envelope> story, Instant now) {
    var trace = new Trace(run, now);
    story.forEach(trace::read);
    return trace.spans();
  }

  private void read(Envelope envelope) {
    if (!(Messages.readEvent(envelope) instanceof Messages.Reading.Known(Event event))) {
      milestone(envelope);
      return;
    }
    switch (event) {
      case CommandStarted e -> {
        Command command = command(e.commandId(), envelope);
        command.started = e.startedAt() == null ? envelope.time() : e.startedAt();
      }
      case CommandSucceeded e -> command(e.commandId(), envelope).ended = envelope.time();
      case CommandFailed e -> command(e.commandId(), envelope).ended = envelope.time();
      case CommandCancelled e -> command(e.commandId(), envelope).ended = envelope.time();
      case CommandProgressed e -> {}
      case StageChanged e -> {}
      case RunStarted e -> {}
      case RunFinished e -> {}
      default -> milestone(envelope);
    }
  }

  private void milestone(Envelope envelope) {
    milestones.add(new Span.Milestone(envelope.time(), envelope.type(), envelope.source()));
    if (envelope.time().isBefore(begin)) {
      begin = envelope.time();
    }
  }

  private Command command(UUID id, Envelope envelope) {
    Command command = commands.computeIfAbsent(id, key -> new Command());
    command.agent = envelope.source().replaceFirst("^/agents/", "");
    return command;
  }

  private List<Span> spans() {
    var spans = new ArrayList<Span>();
    String root = id(Ids.derived(run.id(), "run"));
    spans.add(
        new Span(
            root,
            null,
            run.name(),
            Span.Kind.RUN,
            begin,
            end(run.finishedAt()),
            run.shown().name(),
            Map.of("hexad.run.id", run.id().toString()),
            milestones));
    for (Stage stage : run.stages()) {
      Instant started = stage.startedAt();
      if (started != null && stage.inheritedFrom() == null) {
        stage(stage, started, root, spans);
      }
    }
    return spans;
  }

  private void stage(Stage stage, Instant started, String root, List<Span> spans) {
    String id = id(Ids.derived(run.id(), "stage", stage.id()));
    Instant ended = end(stage.finishedAt());
    spans.add(
        new Span(
            id,
            root,
            stage.id(),
            stage.definition().isGate() ? Span.Kind.GATE : Span.Kind.STAGE,
            started,
            ended,
            stage.state().name(),
            Map.of(
                "hexad.stage.uses", stage.definition().uses(),
                "hexad.stage.attempts", Integer.toString(stage.attempt())),
            List.of()));
    for (int attempt = 1; attempt <= stage.attempt(); attempt++) {
      UUID commandId = Ids.derived(run.id(), stage.id(), attempt);
      Command command = commands.get(commandId);
      if (command != null) {
        command(stage, attempt, commandId, command, id, spans);
      }
    }
  }

  private void command(
      Stage stage, int attempt, UUID commandId, Command command, String parent, List<Span> spans) {
    Instant begun = command.started == null ? command.ended : command.started;
    if (begun == null) {
      return;
    }
    boolean last = attempt == stage.attempt();
    spans.add(
        new Span(
            id(commandId),
            parent,
            stage.definition().uses(),
            Span.Kind.COMMAND,
            begun,
            end(command.ended),
            last ? stage.state().name() : StageState.FAILED.name(),
            Map.of(
                "hexad.agent", command.agent,
                "hexad.command.id", commandId.toString(),
                "hexad.command.attempt", Integer.toString(attempt)),
            List.of()));
  }

  private Instant end(@Nullable Instant end) {
    return end == null ? now : end;
  }

  private static String id(UUID id) {
    return "%016x".formatted(id.getLeastSignificantBits());
  }
}
