package dev.hexad.standalone.cli;

import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "events", description = "Prints events of the ledger.")
final class EventsCommand implements Callable<Integer> {
  private final Client.Root root;

  @Option(names = "--type", description = "Type of the events.")
  private @Nullable String type;

  @Option(names = "--run", description = "Only those of a run.")
  private @Nullable String run;

  @Option(names = "--limit", defaultValue = "20")
  private int limit = 20;

  @Option(
      names = {"-f", "--follow"},
      description = "Print what comes from now on.")
  private boolean follow;

  EventsCommand(Client.Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Context context = root.context();
    if (follow) {
      follow(context);
      return 0;
    }
    var query = new HashMap<String, @Nullable String>();
    query.put("type", type);
    query.put("correlationId", run);
    List<JsonNode> newest = context.api().items("/api/v1/events", query, limit);
    context.show(
        newest.reversed(),
        "no events",
        new Column("SEQUENCE", "/sequence"),
        new Column("TIME", "/envelope/time"),
        new Column("TYPE", "/envelope/type"),
        new Column("SUBJECT", "/envelope/subject"));
    return 0;
  }

  private void follow(Context context) {
    try (Stream<String> lines = context.api().lines("/api/v1/stream")) {
      lines
          .filter(line -> line.startsWith("data:"))
          .map(line -> Connection.JSON.readTree(line.substring("data:".length())))
          .filter(entry -> wanted(entry.get("envelope")))
          .forEach(entry ->
              context.show(
                  entry,
                  () ->
                      "%s  %s  %s"
                          .formatted(
                              entry.at("/envelope/time").asString(),
                              entry.at("/envelope/type").asString(),
                              entry.at("/envelope/subject").asString())));
    }
  }

  private boolean wanted(JsonNode envelope) {
    return (type == null || type.equals(envelope.get("type").asString()))
        && (run == null || run.equals(envelope.get("correlationid").asString()));
  }
}
