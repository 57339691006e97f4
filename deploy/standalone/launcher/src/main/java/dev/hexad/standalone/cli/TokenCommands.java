package dev.hexad.standalone.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "token", description = "API tokens.")
final class TokenCommands {
  private static final String TOKENS = "/api/v1/tokens";

  private final Client.Root root;

  TokenCommands(Client.Root root) {
    this.root = root;
  }

  @Command(description = "Makes a token and prints it once.")
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              required = true,
              description = "viewer, operator, approver or admin.")
          String role,
      @Option(names = "--days", description = "How long it may be used; for ever when absent.")
          @Nullable Integer days) {
    Context context = root.context();
    Map<String, Object> wish = new HashMap<>(Map.of("name", name, "role", role));
    if (days != null) {
      wish.put("expiresInDays", days);
    }
    JsonNode answer = context.api().post(TOKENS, wish);
    context.show(answer, () -> answer.get("token").asString());
    return 0;
  }

  @Command(description = "Lists tokens.")
  int list() {
    Context context = root.context();
    context.show(
        context.api().items(TOKENS, Map.of(), 1_000),
        "no tokens",
        new Column("ID", "/id"),
        new Column("NAME", "/name"),
        new Column("ROLE", "/role"),
        new Column("LAST USED", "/lastUsedAt"),
        new Column("REVOKED", "/revokedAt"));
    return 0;
  }

  @Command(description = "Revokes a token at once.")
  int revoke(@Parameters(paramLabel = "ID") String id) {
    Context context = root.context();
    context.api().delete(TOKENS + "/" + Context.id(id));
    if (!context.json()) {
      context.out().println("revoked");
    }
    return 0;
  }
}
