package dev.hexad.standalone.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "deploy", description = "Deployments: what runs where, forward and back.")
final class DeployCommands {
  private final Client.Root root;

  DeployCommands(Client.Root root) {
    this.root = root;
  }

  @Command(description = "Lists deployments, the newest first.")
  int list(
      @Option(names = "--app") @Nullable String app,
      @Option(names = "--env") @Nullable String environment,
      @Option(names = "--limit", defaultValue = "20") int limit) {
    Context context = root.context();
    var query = new HashMap<String, @Nullable String>();
    query.put("applicationId", context.applicationId(app));
    query.put("environment", environment);
    context.show(
        context.api().items("/api/v1/deployments", query, limit),
        "no deployments",
        new Column("APPLICATION", "/application"),
        new Column("ENVIRONMENT", "/environment"),
        new Column("REVISION", "/revision"),
        new Column("STATE", "/state"),
        new Column("IMAGE", "/image/tag"),
        new Column("COMMIT", "/commit"),
        new Column("STARTED", "/startedAt"));
    return 0;
  }

  @Command(description = "Brings what is stable in an environment to a later one.")
  int promote(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "FROM") String from,
      @Parameters(paramLabel = "TO") String to) {
    Context context = root.context();
    String id = context.application(app).get("id").asString();
    JsonNode answer =
        context
            .api()
            .post("/api/v1/cd/environments/" + id + "/" + from + "/promotions", Map.of("to", to));
    context.show(answer, () -> "run " + answer.get("runId").asString());
    return 0;
  }

  @Command(description = "Goes back to an earlier revision, the last good one when absent.")
  int rollback(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "ENV") String environment,
      @Option(names = "--to", description = "Revision.") @Nullable Integer revision) {
    Context context = root.context();
    String id = context.application(app).get("id").asString();
    Map<String, Object> with = new HashMap<>();
    with.put("environment", environment);
    with.put("applicationId", id);
    if (revision != null) {
      with.put("revision", revision);
    }
    JsonNode run =
        context
            .api()
            .post(
                "/api/v1/runs",
                Map.of(
                    "name",
                    "Go back in " + environment,
                    "applicationId",
                    id,
                    "stages",
                    Map.of("rollback", Map.of("uses", "cd.rollback", "with", with))));
    context.show(run, () -> "run " + run.get("id").asString());
    return 0;
  }
}
