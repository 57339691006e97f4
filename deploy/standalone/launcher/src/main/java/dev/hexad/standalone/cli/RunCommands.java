package dev.hexad.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

@Command(name = "run", description = "Starts, watches and steers runs.")
final class RunCommands {
  private static final String RUNS = "/api/v1/runs";
  private static final int LOOK_EVERY_MILLIS = 500;

  private final Client.Root root;

  RunCommands(Client.Root root) {
    this.root = root;
  }

  @Command(description = "Starts a run of a branch, or of the stages in a file.")
  int start(
      @Option(names = "--app", description = "Name or id of the application.") @Nullable String app,
      @Option(names = "--ref", description = "Branch or tag; the default branch when absent.")
          @Nullable String ref,
      @Option(names = "--commit", description = "Commit id.") @Nullable String commit,
      @Option(names = "--file", description = "Stages to run, written as hexad.yml.")
          @Nullable Path file,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--key", description = "The same key starts the run only once.")
          @Nullable String key,
      @Option(names = "--watch", description = "Wait for its end.") boolean watch) {
    Context context = root.context();
    Map<String, Object> wish = new HashMap<>();
    put(wish, "applicationId", context.applicationId(app));
    put(wish, "ref", ref);
    put(wish, "commit", commit);
    put(wish, "name", name);
    if (file != null) {
      Map<?, ?> document = read(file);
      put(wish, "stages", document.get("stages"));
      put(wish, "concurrency", document.get("concurrency"));
    }
    JsonNode run = context.api().post(RUNS, wish);
    if (watch) {
      return watch(context, run.get("id").asString());
    }
    context.show(run, () -> run.get("id").asString());
    return 0;
  }

  private static void put(Map<String, Object> wish, String name, @Nullable Object value) {
    if (value != null) {
      wish.put(name, value);
    }
  }

  private static Map<?, ?> read(Path file) {
    try {
      Object document =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (document instanceof Map<?, ?> map) {
        return map;
      }
      throw new CliException(CliException.USAGE, file + " has no stages");
    } catch (IOException e) {
      throw new CliException(CliException.USAGE, "cannot read " + file);
    } catch (YamlEngineException e) {
      throw new CliException(CliException.USAGE, file + " is no YAML: " + e.getMessage());
    }
  }

  @Command(description = "Lists runs, the newest first.")
  int list(
      @Option(names = "--app") @Nullable String app,
      @Option(names = "--state", description = "For example queued,running,paused.")
          @Nullable String state,
      @Option(names = "--ref") @Nullable String ref,
      @Option(names = "--limit", defaultValue = "20") int limit) {
    Context context = root.context();
    var query = new HashMap<String, @Nullable String>();
    query.put("applicationId", context.applicationId(app));
    query.put("state", state);
    query.put("ref", ref);
    context.show(
        context.api().items(RUNS, query, limit),
        "no runs",
        new Column("ID", "/id"),
        new Column("STATE", "/state"),
        new Column("APPLICATION", "/application"),
        new Column("NAME", "/name"),
        new Column("CREATED", "/createdAt"));
    return 0;
  }

  @Command(description = "Shows a run and its stages.")
  int show(@Parameters(paramLabel = "RUN") String id) {
    Context context = root.context();
    JsonNode run = context.api().get(RUNS + "/" + Context.id(id));
    context.show(run, () -> text(run));
    return 0;
  }

  private static String text(JsonNode run) {
    var stages = new java.util.ArrayList<JsonNode>();
    run.get("stages").forEach(stages::add);
    String reason = run.path("reason").asString("");
    return "%s  %s%s%n%s"
        .formatted(
            run.get("state").asString(),
            run.get("name").asString(),
            reason.isEmpty() ? "" : "  (" + reason + ")",
            Table.of(
                    stages,
                    new Column("STAGE", "/id"),
                    new Column("USES", "/uses"),
                    new Column("STATE", "/state"),
                    new Column("MESSAGE", "/message"))
                .stripTrailing());
  }

  @Command(description = "Tells of each step until the run ends; status 1 when it fails.")
  int watch(@Parameters(paramLabel = "RUN") String id) {
    return watch(root.context(), Context.id(id).toString());
  }

  private static int watch(Context context, String id) {
    Map<String, String> told = new LinkedHashMap<>();
    while (true) {
      JsonNode run = context.api().get(RUNS + "/" + id);
      for (JsonNode stage : run.get("stages")) {
        String message = stage.path("message").asString("");
        String now =
            "%-24s %s%s"
                .formatted(
                    stage.get("id").asString(),
                    stage.get("state").asString(),
                    message.isEmpty() ? "" : ": " + message);
        if (!now.equals(told.put(stage.get("id").asString(), now)) && !context.json()) {
          context.out().println(now);
        }
      }
      String state = run.get("state").asString();
      if (List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state)) {
        String reason = run.path("reason").asString("");
        context.show(run, () -> state + (reason.isEmpty() ? "" : ": " + reason));
        return state.equals("SUCCEEDED") ? 0 : CliException.FAILED;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CliException.FAILED;
      }
    }
  }

  @Command(description = "Approves at the gate where a run waits, or rejects.")
  int approve(
      @Parameters(paramLabel = "RUN") String id,
      @Parameters(paramLabel = "STAGE", arity = "0..1", description = "Needed where several wait.")
          @Nullable String stage,
      @Option(names = "--reject", description = "Say no; the run fails.") boolean reject,
      @Option(names = "--comment") @Nullable String comment,
      @Option(names = "--input", description = "What the gate asks for, as JSON.")
          @Nullable String input,
      @Option(names = "--subject", description = "Hash of what was looked at.")
          @Nullable String subject) {
    Context context = root.context();
    String run = Context.id(id).toString();
    Map<String, Object> decision = new HashMap<>();
    decision.put("approved", !reject);
    put(decision, "comment", comment);
    put(decision, "subject", subject);
    if (input != null) {
      try {
        decision.put("input", Connection.JSON.readTree(input));
      } catch (JacksonException e) {
        throw new CliException(CliException.USAGE, "--input is no JSON");
      }
    }
    String at = stage == null ? onlyGate(context, run) : stage;
    JsonNode answer =
        context.api().post(RUNS + "/" + run + "/stages/" + at + "/decision", decision);
    context.show(answer, () -> (reject ? "rejected at " : "approved at ") + at);
    return 0;
  }

  private static String onlyGate(Context context, String run) {
    var waiting = new java.util.ArrayList<String>();
    for (JsonNode stage : context.api().get(RUNS + "/" + run).get("stages")) {
      if (stage.get("uses").asString().equals("gate.approval")
          && stage.get("state").asString().equals("WAITING")) {
        waiting.add(stage.get("id").asString());
      }
    }
    if (waiting.size() != 1) {
      throw new CliException(
          CliException.USAGE,
          waiting.isEmpty()
              ? "the run waits for nobody's approval"
              : "name the stage, one of " + String.join(", ", waiting));
    }
    return waiting.getFirst();
  }

  @Command(description = "Cancels a run.")
  int cancel(
      @Parameters(paramLabel = "RUN") String id,
      @Option(names = "--reason") @Nullable String reason) {
    return change(id, "cancel", reason, "is cancelled");
  }

  @Command(description = "Lets nothing new start in a run; what works goes on.")
  int pause(
      @Parameters(paramLabel = "RUN") String id,
      @Option(names = "--reason") @Nullable String reason) {
    return change(id, "pause", reason, "is paused");
  }

  @Command(description = "Lets a paused run go on.")
  int resume(@Parameters(paramLabel = "RUN") String id) {
    return change(id, "resume", null, "goes on");
  }

  @Command(description = "Does an ended run again, from what failed or from a stage.")
  int restart(
      @Parameters(paramLabel = "RUN") String id,
      @Option(names = "--stage") @Nullable String stage) {
    Context context = root.context();
    Map<String, Object> wish = new HashMap<>();
    put(wish, "stage", stage);
    JsonNode run = context.api().post(RUNS + "/" + Context.id(id) + "/restart", wish);
    context.show(run, () -> run.get("id").asString());
    return 0;
  }

  private int change(String id, String what, @Nullable String reason, String done) {
    Context context = root.context();
    Map<String, Object> wish = new HashMap<>();
    put(wish, "reason", reason);
    JsonNode run = context.api().post(RUNS + "/" + Context.id(id) + "/" + what, wish);
    context.show(run, () -> "the run " + done);
    return 0;
  }
}
