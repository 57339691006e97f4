package dev.hexad.finops.estimate;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.command.EstimateParameters;
import org.springframework.stereotype.Component;

/** Estimates for a run. */
@Component
final class EstimateHandler
    implements CommandHandler<EstimateParameters, EstimateParameters.Result> {
  private final Estimates estimates;

  EstimateHandler(Estimates estimates) {
    this.estimates = estimates;
  }

  @Override
  public String capability() {
    return "finops.estimate";
  }

  @Override
  public String description() {
    return "Says what planned changes of resources will cost in a month.";
  }

  @Override
  public Class<EstimateParameters> parametersType() {
    return EstimateParameters.class;
  }

  @Override
  public Class<EstimateParameters.Result> resultType() {
    return EstimateParameters.Result.class;
  }

  @Override
  public EstimateParameters.Result handle(EstimateParameters parameters, CommandContext context) {
    EstimateParameters.Result result =
        estimates.make(context.commandId(), parameters, context.request().runId());
    result.summary().lines().forEach(context.log()::line);
    return result;
  }
}
