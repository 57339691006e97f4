package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.RemoveParameters;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
final class RemoveHandler implements CommandHandler<RemoveParameters, RemoveParameters.Result> {
  private final Removals removals;
  private final Environments environments;
  private final Turns turns;

  RemoveHandler(Removals removals, Environments environments, Turns turns) {
    this.removals = removals;
    this.environments = environments;
    this.turns = turns;
  }

  @Override
  public String capability() {
    return "cd.remove";
  }

  @Override
  public String description() {
    return "Takes away an environment and all that runs there.";
  }

  @Override
  public Class<RemoveParameters> parametersType() {
    return RemoveParameters.class;
  }

  @Override
  public Class<RemoveParameters.Result> resultType() {
    return RemoveParameters.Result.class;
  }

  @Override
  public RemoveParameters.Result handle(RemoveParameters parameters, CommandContext context)
      throws Exception {
    UUID named = parameters.applicationId();
    UUID application = named == null ? context.requireChange().applicationId() : named;
    String environment = parameters.environment();
    if (environments.find(application, environment).isEmpty()) {
      context.log().line("there is no environment '" + environment + "'");
      return new RemoveParameters.Result(environment, 0);
    }
    try (var turn = turns.await(application, environment, context)) {
      int revisions =
          removals.remove(
              turn.applicationId(), environment, "removed by " + context.request().stage());
      return new RemoveParameters.Result(environment, revisions);
    }
  }
}
