package dev.hexad.cd.run;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.cd.settings.CdSettings;
import dev.hexad.cd.settings.Gates;
import dev.hexad.contracts.command.DeployParameters;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Deploys by a run of one stage, so that it is in the same ledger as all else. */
@Component
public class DeployRuns {
  /** What the deployment itself may take after it has waited. */
  private static final Duration WORK = Duration.ofHours(1);

  private final OrchestratorClient orchestrator;
  private final LiveConfiguration<CdSettings> settings;

  DeployRuns(OrchestratorClient orchestrator, LiveConfiguration<CdSettings> settings) {
    this.orchestrator = orchestrator;
    this.settings = settings;
  }

  /**
   * What is to be deployed.
   *
   * @param stage its name in the run
   * @param ref full, for example {@code refs/heads/main}
   * @param author of the commit, null when that is not known
   */
  public record Wish(
      String name,
      String stage,
      UUID applicationId,
      String ref,
      String commit,
      @Nullable String author,
      DeployParameters parameters) {}

  /**
   * Starts the run, once for the same key. A canary that nobody would judge becomes a plain
   * deployment.
   *
   * @return id of the run
   * @throws HexadException when it cannot be started now
   */
  public UUID start(Wish wish, String key) {
    ObjectNode with = (ObjectNode) Json.tree(wish.parameters());
    if (wish.parameters().strategy() == Strategy.CANARY) {
      with.remove("strategy");
    }
    with.properties().stream()
        .filter(field -> field.getValue().isNull())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(with::remove);
    ObjectNode stages = Json.mapper().createObjectNode();
    ObjectNode stage = stages.putObject(wish.stage()).put("uses", "cd.deploy");
    stage.set("with", with);
    Gates gates = settings.current().policy(wish.parameters().environment()).waitsFor();
    if (gates.any()) {
      stage.put("timeoutSeconds", gates.patience().plus(WORK).toSeconds());
    }
    try {
      return orchestrator.start(
          new OrchestratorClient.NewRun(
              wish.name(), wish.applicationId(), wish.ref(), wish.commit(), wish.author(), stages),
          key);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "The run cannot be started now: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HexadException(ProblemType.INTERRUPTED, "It was interrupted.", e);
    }
  }
}
