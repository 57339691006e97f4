package dev.hexad.standalone.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "app", description = "Applications: what is built from one repository.")
final class AppCommands {
  private static final String APPLICATIONS = "/api/v1/applications";

  private final Client.Root root;

  AppCommands(Client.Root root) {
    this.root = root;
  }

  @Command(description = "Lists applications.")
  int list() {
    Context context = root.context();
    context.show(
        context.api().items(APPLICATIONS, Map.of(), 10_000),
        "no applications; register one with: hexad app add NAME URL",
        new Column("NAME", "/name"),
        new Column("TEAM", "/team"),
        new Column("REPOSITORY", "/repositoryUrl"),
        new Column("ID", "/id"));
    return 0;
  }

  @Command(description = "Registers an application; prints where its webhook goes.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "URL", description = "Of its repository.") String url,
      @Option(names = "--branch", description = "The default branch.") @Nullable String branch,
      @Option(names = "--team", description = "Who owns it.") @Nullable String team,
      @Option(names = "--depends-on", split = ",", description = "Applications that it calls.")
          @Nullable List<String> dependsOn) {
    Context context = root.context();
    Map<String, Object> wish = new HashMap<>();
    wish.put("name", name);
    wish.put("repositoryUrl", url);
    if (branch != null) {
      wish.put("defaultBranch", branch);
    }
    if (team != null) {
      wish.put("team", team);
    }
    if (dependsOn != null) {
      wish.put("dependsOn", dependsOn);
    }
    JsonNode answer = context.api().post(APPLICATIONS, wish);
    context.show(
        answer,
        () ->
            "webhook: %s%nsecret:  %s (shown once)"
                .formatted(
                    answer.get("webhookPath").asString(), answer.get("webhookSecret").asString()));
    return 0;
  }

  @Command(description = "What happened to an application, the newest first.")
  int changes(
      @Parameters(paramLabel = "APP") String app,
      @Option(names = "--env") @Nullable String environment,
      @Option(names = "--limit", defaultValue = "30") int limit) {
    Context context = root.context();
    var query = new HashMap<String, @Nullable String>();
    query.put("applicationId", context.applicationId(app));
    query.put("environment", environment);
    context.show(
        context.api().items("/api/v1/changes", query, limit),
        "nothing has happened to it",
        new Column("AT", "/at"),
        new Column("KIND", "/kind"),
        new Column("ENVIRONMENT", "/environment"),
        new Column("WHAT", "/title"),
        new Column("BY", "/author"));
    return 0;
  }

  @Command(description = "Which changes a signal of an application is suspected of.")
  int suspects(
      @Parameters(paramLabel = "APP") String app,
      @Option(names = "--env") @Nullable String environment,
      @Option(names = "--at", description = "RFC 3339; now when absent.") @Nullable String at,
      @Option(names = "--signal", defaultValue = "errors") String signal) {
    Context context = root.context();
    var query = new HashMap<String, @Nullable String>();
    query.put("applicationId", context.applicationId(app));
    query.put("environment", environment);
    query.put("at", at);
    query.put("signal", signal);
    JsonNode answer = context.api().get("/api/v1/suspects?" + Connection.encode(query));
    context.show(answer, () -> text(answer));
    return 0;
  }

  private static String text(JsonNode answer) {
    var text = new StringBuilder(answer.get("reason").asString());
    for (JsonNode suspect : answer.get("suspects")) {
      text.append("%n%3.0f %%  ".formatted(100 * suspect.get("score").doubleValue()));
      for (JsonNode sentence : suspect.get("evidence")) {
        text.append(sentence.asString()).append("; ");
      }
    }
    return text.toString();
  }
}
