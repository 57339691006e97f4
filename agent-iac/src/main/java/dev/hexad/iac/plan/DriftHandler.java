package dev.hexad.iac.plan;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.command.DriftParameters;
import dev.hexad.contracts.command.PlanParameters;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.cause.Cause;
import dev.hexad.iac.cause.Causes;
import dev.hexad.iac.cost.PlanCost;
import dev.hexad.iac.cost.PlanCosts;
import dev.hexad.iac.credential.RunCredentials;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.iac.state.StateAccess;
import dev.hexad.iac.tool.Tool;
import dev.hexad.iac.tool.Tools;
import dev.hexad.iac.workspace.DriftStore;
import dev.hexad.iac.workspace.WorkspaceStore;
import dev.hexad.service.outbox.Outbox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares what was applied last with what is; nothing is changed by it. */
@Component
final class DriftHandler implements CommandHandler<DriftParameters, DriftParameters.Result> {
  private final Planning planning;
  private final Tools tools;
  private final Workspaces workspaces;
  private final WorkspaceStore store;
  private final DriftStore looks;
  private final StateAccess states;
  private final LiveConfiguration<IacSettings> settings;
  private final Telling telling;
  private final RunCredentials credentials;
  private final HostedPlanning hosted;
  private final Causes causes;
  private final PlanCosts costs;
  private final AtomicInteger working = new AtomicInteger();

  DriftHandler(
      Planning planning,
      Tools tools,
      Workspaces workspaces,
      WorkspaceStore store,
      DriftStore looks,
      StateAccess states,
      LiveConfiguration<IacSettings> settings,
      Telling telling,
      RunCredentials credentials,
      HostedPlanning hosted,
      Causes causes,
      PlanCosts costs) {
    this.planning = planning;
    this.tools = tools;
    this.workspaces = workspaces;
    this.store = store;
    this.looks = looks;
    this.states = states;
    this.settings = settings;
    this.telling = telling;
    this.credentials = credentials;
    this.hosted = hosted;
    this.causes = causes;
    this.costs = costs;
  }

  @Override
  public String capability() {
    return "iac.drift";
  }

  @Override
  public String description() {
    return "Looks whether what a workspace manages still is as it was applied.";
  }

  @Override
  public Class<DriftParameters> parametersType() {
    return DriftParameters.class;
  }

  @Override
  public Class<DriftParameters.Result> resultType() {
    return DriftParameters.Result.class;
  }

  @Override
  public DriftParameters.Result handle(DriftParameters parameters, CommandContext context)
      throws Exception {
    WorkspaceStore.Configuration applied = store.requireApplied(parameters.workspace());
    context.waiting(() -> place(context));
    try {
      return look(applied, context);
    } catch (HexadException e) {
      looks.failed(parameters.workspace(), String.valueOf(e.problem().detail()));
      throw e;
    } finally {
      working.decrementAndGet();
    }
  }

  /** So many at once; the others wait without keeping plans and applies from their places. */
  private boolean place(CommandContext context) throws InterruptedException {
    while (true) {
      int now = working.get();
      if (now < settings.current().drift().atOnce() && working.compareAndSet(now, now + 1)) {
        return true;
      }
      Thread.sleep(100);
      context.checkInterrupted();
    }
  }

  private DriftParameters.Result look(WorkspaceStore.Configuration applied, CommandContext context)
      throws Exception {
    Path folder = workspaces.folder(context.commandId());
    try {
      boolean elsewhere = hosted.isFor(applied.workspace());
      return tell(
          applied,
          elsewhere ? there(applied, folder, context) : here(applied, folder, context),
          context);
    } finally {
      workspaces.forget(context.commandId());
    }
  }

  private Planning.Made here(
      WorkspaceStore.Configuration applied, Path folder, CommandContext context) throws Exception {
    String workspace = applied.workspace();
    try (var _ = workspaces.lock(workspace, context);
        var state = states.open(workspace, context.commandId(), false, 0)) {
      Tool tool = tools.open(folder);
      tool.credentials(credentials.of(workspace, RunCredentials.Phase.PLAN, context.commandId()));
      return planning.make(wish(applied), folder, tool, state, context);
    }
  }

  private Planning.Made there(
      WorkspaceStore.Configuration applied, Path folder, CommandContext context) throws Exception {
    boolean seen = false;
    try {
      Planning.Made made = hosted.look(wish(applied), folder, context);
      seen = true;
      return made;
    } finally {
      if (!seen) {
        hosted.abandon(context.commandId(), applied.workspace(), context);
      }
    }
  }

  private DriftParameters.Result tell(
      WorkspaceStore.Configuration applied, Planning.Made made, CommandContext context)
      throws InterruptedException {
    List<PlannedChange> drift = made.json().drift();
    List<Cause> known =
        causes.of(
            drift.stream().map(c -> new Causes.Drifted(c.address(), c.before())).toList(),
            looks.appliedAt(applied.workspace()));
    PlanCost cost =
        costs.ofDrift(applied.application(), applied.environment(), made.json().priceableDrift());
    telling.drift(applied, drift, known, cost);
    var changes =
        drift.stream()
            .map(c -> new PlanParameters.ResourceChange(c.address(), c.type(), c.action()))
            .toList();
    String summary = drift.isEmpty() ? "nothing drifted" : drift.size() + " drifted";
    context.log().line(summary);
    changes.forEach(c -> context.log().line(c.action() + " " + c.address()));
    if (cost != null) {
      context.log().line(cost.line());
    }
    return new DriftParameters.Result(applied.workspace(), drift.size(), changes, summary);
  }

  private static Planning.Wish wish(WorkspaceStore.Configuration applied) {
    var change =
        new ChangeRef(
            applied.applicationId(),
            applied.application(),
            applied.repository(),
            applied.ref(),
            applied.commit(),
            null,
            null);
    return new Planning.Wish(
        applied.workspace(),
        applied.directory(),
        applied.variables(),
        change,
        Planning.Aim.REFRESH);
  }

  /** Keeps what was found together with the event that tells it. */
  @Component
  static class Telling {
    private final DriftStore looks;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    Telling(DriftStore looks, Outbox outbox, TransactionTemplate transaction) {
      this.looks = looks;
      this.outbox = outbox;
      this.transaction = transaction;
    }

    void drift(
        WorkspaceStore.Configuration applied,
        List<PlannedChange> drift,
        List<Cause> causes,
        @Nullable PlanCost cost) {
      transaction.executeWithoutResult(status -> {
        looks.found(
            applied.workspace(),
            drift.size(),
            Json.write(drift),
            Json.write(causes),
            cost == null ? "null" : Json.write(cost));
        if (!drift.isEmpty()) {
          outbox.event(observed(applied, drift, causes));
        }
      });
    }

    /** Somebody is named as the author only when everything known was done by them. */
    private static ChangeObserved observed(
        WorkspaceStore.Configuration applied, List<PlannedChange> drift, List<Cause> causes) {
      String name = applied.workspace();
      return new ChangeObserved(
          new NodeRef(NodeRef.Kind.WORKSPACE, name, name),
          "drifted",
          drift.size() + " resources of " + name + " drifted, first " + drift.getFirst().address(),
          applied.applicationId(),
          applied.environment(),
          Causes.only(causes).orElse(null),
          drift.stream()
              .limit(50)
              .map(c ->
                  new ChangeObserved.Link(
                      "manages",
                      new NodeRef(NodeRef.Kind.RESOURCE, name + "/" + c.address(), c.address())))
              .toList(),
          null);
    }
  }
}
