package dev.hexad.iac.hosted;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.agent.enrolment.OrchestratorClient;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.iac.settings.TerraformCloud;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds out which workspaces Terraform Cloud works for, and opens the way to it. */
@Component
public class HostedRuns {
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);
  private static final int MEGABYTE = 1024 * 1024;

  private final LiveConfiguration<IacSettings> settings;
  private final OrchestratorClient orchestrator;
  private final HostedRunStore store;
  private final GuardedHttp http;
  private final Duration poll;

  HostedRuns(
      LiveConfiguration<IacSettings> settings,
      OrchestratorClient orchestrator,
      HostedRunStore store,
      OutboundGuard guard,
      @Value("${hexad.iac.hosted-poll:2s}") Duration poll) {
    this.settings = settings;
    this.orchestrator = orchestrator;
    this.store = store;
    this.http = new GuardedHttp(guard, LONGEST_REQUEST);
    this.poll = poll;
  }

  /** Whether Terraform Cloud does the runs of a workspace. */
  public boolean isFor(String workspace) {
    return entry(workspace).isPresent();
  }

  /** Whether a command has a run there. */
  public boolean hasRun(UUID command) {
    return store.find(command).isPresent();
  }

  /** Where people see the run of a command; null when it has none. */
  public @Nullable String page(UUID command) {
    return store.find(command).map(HostedRuns::page).orElse(null);
  }

  private static @Nullable String page(HostedRunStore.Row row) {
    return row.run() == null
        ? null
        : "%s/app/%s/workspaces/%s/runs/%s"
            .formatted(row.address(), row.organization(), row.name(), row.run());
  }

  /** Commands before this one whose plans wait to be applied, and hold up the workspace there. */
  public List<UUID> waitingBefore(UUID command, String workspace) {
    return store.waitingBefore(command, workspace);
  }

  /**
   * The way to the run of a command.
   *
   * @throws HexadException when the workspace is not Terraform Cloud's, or the token is not there
   */
  public HostedSession open(String workspace, UUID command) throws InterruptedException {
    TerraformCloud entry = require(workspace);
    HostedRunStore.Row row = store.find(command).orElse(null);
    if (row != null && !row.address().equals(entry.address())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The run was made at " + row.address() + ", and the workspace is elsewhere now.");
    }
    return new HostedSession(
        api(entry),
        store,
        command,
        workspace,
        entry,
        poll,
        settings.current().maxOutputMegabytes() * MEGABYTE);
  }

  HostedApi api(TerraformCloud entry) throws InterruptedException {
    try {
      var token = orchestrator.secret(entry.tokenSecret());
      return new HostedApi(
          new HostedHttp(http, entry.address(), token, entry.tokenSecret()), entry.organization());
    } catch (OrchestratorClient.RefusedException e) {
      throw new HexadException(
          ProblemType.INVALID,
          "The secret '"
              + entry.tokenSecret()
              + "' with the token of Terraform Cloud cannot be read; store it, and allow this"
              + " agent to read it.",
          e);
    } catch (IOException e) {
      throw new HexadException(
          ProblemType.UNAVAILABLE,
          "The secret '" + entry.tokenSecret() + "' cannot be read now.",
          e);
    }
  }

  TerraformCloud require(String workspace) {
    return entry(workspace)
        .orElseThrow(() ->
            new HexadException(
                ProblemType.CONFLICT,
                "The configuration gives no Terraform Cloud for the workspace '"
                    + workspace
                    + "'; its plan is there, so name it under terraformCloud again."));
  }

  private Optional<TerraformCloud> entry(String workspace) {
    return settings.current().terraformCloud().stream()
        .filter(entry -> entry.fits(workspace))
        .findFirst();
  }
}
