package dev.hexad.standalone.cli;

import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "logs", description = "Prints what the stages of a run have written.")
final class LogsCommand implements Callable<Integer> {
  private final Client.Root root;

  @Parameters(index = "0", paramLabel = "RUN")
  private String run = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "STAGE", description = "All when absent.")
  private @Nullable String stage;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the stage ends.")
  private boolean follow;

  LogsCommand(Client.Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    Context context = root.context();
    boolean found = false;
    for (JsonNode one : context.api().get("/api/v1/runs/" + Context.id(run)).get("stages")) {
      String id = one.get("id").asString();
      String command = one.path("commandId").asString("");
      if ((stage == null || stage.equals(id)) && !command.isEmpty()) {
        found = true;
        if (stage == null) {
          context.out().println("=== " + id);
        }
        print(context, one.get("uses").asString().replaceFirst("\\..*", ""), command);
      }
    }
    if (!found) {
      throw new CliException(
          CliException.NOT_FOUND,
          stage == null ? "no stage has begun yet" : "the stage '" + stage + "' has no log");
    }
    return 0;
  }

  private void print(Context context, String agent, String command) {
    String offset = "0";
    while (true) {
      HttpResponse<String> piece =
          context
              .api()
              .raw(
                  "/api/v1/%s/commands/%s/log?offset=%s&waitSeconds=%d"
                      .formatted(agent, command, offset, follow ? 15 : 0));
      context.out().print(piece.body());
      context.out().flush();
      String next = piece.headers().firstValue("Hexad-Log-Next-Offset").orElse(offset);
      boolean complete =
          piece.headers().firstValue("Hexad-Log-Complete").map(Boolean::valueOf).orElse(true);
      if (complete || (!follow && next.equals(offset))) {
        return;
      }
      offset = next;
    }
  }
}
