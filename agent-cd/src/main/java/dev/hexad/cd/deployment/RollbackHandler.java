package dev.hexad.cd.deployment;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.RollbackParameters;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
final class RollbackHandler implements CommandHandler<RollbackParameters, DeployParameters.Result> {
  private final Returns returns;

  RollbackHandler(Returns returns) {
    this.returns = returns;
  }

  @Override
  public String capability() {
    return "cd.rollback";
  }

  @Override
  public String description() {
    return "Removes the canary, or returns an environment to an earlier revision.";
  }

  @Override
  public Class<RollbackParameters> parametersType() {
    return RollbackParameters.class;
  }

  @Override
  public Class<DeployParameters.Result> resultType() {
    return DeployParameters.Result.class;
  }

  @Override
  public DeployParameters.Result handle(RollbackParameters parameters, CommandContext context)
      throws Exception {
    UUID named = parameters.applicationId();
    UUID application = named == null ? context.requireChange().applicationId() : named;
    return returns.rollBack(application, parameters, context);
  }
}
