package dev.hexad.cloud.action;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets pipelines act; waits for the approval where one is needed. */
@Component
final class ActHandler implements CommandHandler<ActParameters, ActParameters.Result> {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Acts acts;
  private final ActStore store;

  ActHandler(Acts acts, ActStore store) {
    this.acts = acts;
    this.store = store;
  }

  @Override
  public String capability() {
    return "cloud.act";
  }

  @Override
  public String description() {
    return "Acts on resources, within limits and so that it can be undone.";
  }

  @Override
  public Class<ActParameters> parametersType() {
    return ActParameters.class;
  }

  @Override
  public Class<ActParameters.Result> resultType() {
    return ActParameters.Result.class;
  }

  @Override
  public ActParameters.Result handle(ActParameters wish, CommandContext context) throws Exception {
    String who = "run:" + context.request().runId();
    UUID id =
        acts.plan(
            who,
            new Acts.Wish(
                wish.action(),
                Json.tree(wish.parameters() == null ? Map.of() : wish.parameters()),
                List.of(),
                wish.resources(),
                wish.reason(),
                "command/" + context.commandId(),
                Boolean.TRUE.equals(wish.force())));
    for (Act.Step step : store.require(id).steps()) {
      context
          .log()
          .line(
              "%s %s: %s -> %s".formatted(step.action(), step.name(), step.before(), step.after()));
    }
    if (Boolean.FALSE.equals(wish.dryRun())) {
      if (store.require(id).act().state() == ActState.PLANNED) {
        acts.carryOut(id, who);
      }
      context.waiting(() -> await(id, context));
    }
    return result(id);
  }

  private Act.Detail await(UUID id, CommandContext context) throws InterruptedException {
    boolean told = false;
    while (true) {
      Act.Detail detail = store.require(id);
      switch (detail.act().state()) {
        case DONE, PARTLY, FAILED, REJECTED -> {
          return detail;
        }
        case PLANNED, WAITING, RUNNING -> {
          if (!told && detail.act().state() == ActState.WAITING) {
            context.log().line("waiting for somebody to approve act " + id);
            context.progress(null, "waits for approval");
            told = true;
          }
          context.checkInterrupted();
          Thread.sleep(LOOK);
        }
      }
    }
  }

  private ActParameters.Result result(UUID id) {
    Act.Detail detail = store.require(id);
    ActState state = detail.act().state();
    if (state == ActState.REJECTED) {
      throw new HexadException(ProblemType.REJECTED, "Somebody said no to act " + id + ".");
    }
    var result =
        new ActParameters.Result(
            id,
            state.name(),
            count(detail, StepState.DONE),
            count(detail, StepState.UNNEEDED),
            count(detail, StepState.FAILED)
                + count(detail, StepState.REFUSED)
                + count(detail, StepState.LEFT));
    if (state == ActState.FAILED || state == ActState.PARTLY) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "%d of %d steps of act %s failed, or nobody waited for their end; see its journal."
              .formatted(result.failed(), detail.steps().size(), id));
    }
    return result;
  }

  private static int count(Act.Detail detail, StepState state) {
    return (int) detail.steps().stream().filter(step -> step.state() == state).count();
  }
}
