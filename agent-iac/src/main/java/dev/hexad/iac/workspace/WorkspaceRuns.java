package dev.hexad.iac.workspace;

import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Starts what is done with a workspace as runs, so that it is in the same ledger as all else. */
@Component
public class WorkspaceRuns {
  private static final int DAY = 86_400;

  private final OrchestratorClient orchestrator;
  private final WorkspaceStore store;

  WorkspaceRuns(OrchestratorClient orchestrator, WorkspaceStore store) {
    this.orchestrator = orchestrator;
    this.store = store;
  }

  /** What is done about a workspace. */
  enum Act {
    /** Plan what was applied last once more, and apply it: the drift is undone. */
    REPAIR,
    /** Take the drift into the state: what is, is right. */
    ADOPT,
    /** Remove everything. */
    DESTROY
  }

  /** Looks for drift; the same key looks once. */
  UUID look(String workspace, String key) {
    ObjectNode stages = Json.mapper().createObjectNode();
    stages
        .putObject("drift")
        .put("uses", "iac.drift")
        .putObject("with")
        .put("workspace", workspace);
    return start("Drift of " + workspace, workspace, stages, key);
  }

  /** Plans, waits for somebody who approves exactly that plan, and applies it. */
  UUID act(String workspace, Act act, String key) {
    WorkspaceStore.Configuration applied = store.requireApplied(workspace);
    ObjectNode with =
        with(workspace, applied.directory(), applied.environment(), applied.variables());
    if (act == Act.DESTROY) {
      with.put("destroy", true);
    }
    if (act == Act.ADOPT) {
      with.put("refreshOnly", true);
    }
    return start(name(act) + " " + workspace, workspace, toApply(workspace, with, name(act)), key);
  }

  /** What of an upload is to be planned. */
  public record UploadWish(
      String workspace,
      UUID applicationId,
      String revision,
      String directory,
      @Nullable String environment,
      Map<String, String> variables,
      boolean destroy) {
    public UploadWish {
      variables = Map.copyOf(variables);
    }
  }

  /** Plans an upload, waits for somebody who approves exactly that plan, and applies it. */
  public UUID planUpload(UploadWish wish, String key) {
    ObjectNode with =
        with(wish.workspace(), wish.directory(), wish.environment(), wish.variables());
    if (wish.destroy()) {
      with.put("destroy", true);
    }
    return start(
        new OrchestratorClient.NewRun(
            "Upload of " + wish.workspace(),
            wish.applicationId(),
            "refs/uploads/" + wish.workspace(),
            wish.revision(),
            null,
            toApply(wish.workspace(), with, "Apply the upload of")),
        key);
  }

  private static ObjectNode with(
      String workspace,
      String directory,
      @Nullable String environment,
      Map<String, String> variables) {
    ObjectNode with = Json.mapper().createObjectNode();
    with.put("workspace", workspace).put("directory", directory);
    with.set("variables", Json.tree(variables));
    if (environment != null) {
      with.put("environment", environment);
    }
    return with;
  }

  private static ObjectNode toApply(String workspace, ObjectNode with, String what) {
    ObjectNode stages = Json.mapper().createObjectNode();
    stages.putObject("plan").put("uses", "iac.plan").set("with", with);
    ObjectNode approve = stages.putObject("approve").put("uses", "gate.approval");
    approve.putArray("needs").add("plan");
    approve.put("timeoutSeconds", DAY);
    approve.putObject("with").put("plan", true).put("message", what + " " + workspace + "?");
    ObjectNode apply = stages.putObject("apply").put("uses", "iac.apply");
    apply.putArray("needs").add("approve").add("plan");
    apply.putObject("inputs").put("planId", "plan.planId").put("planHash", "plan.planHash");
    return stages;
  }

  private static String name(Act act) {
    return switch (act) {
      case REPAIR -> "Undo the drift of";
      case ADOPT -> "Adopt the drift of";
      case DESTROY -> "Destroy";
    };
  }

  private UUID start(String name, String workspace, ObjectNode stages, String key) {
    WorkspaceStore.Configuration applied = store.requireApplied(workspace);
    return start(
        new OrchestratorClient.NewRun(
            name, applied.applicationId(), applied.ref(), applied.commit(), null, stages),
        key);
  }

  private UUID start(OrchestratorClient.NewRun run, String key) {
    try {
      return orchestrator.start(run, key);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE, "The orchestrator did not start the run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "Stopped before the run was started.", e);
    }
  }

  static Map<String, Act> acts() {
    return Map.of("repair", Act.REPAIR, "adopt", Act.ADOPT, "destroy", Act.DESTROY);
  }
}
