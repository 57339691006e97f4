package dev.hexad.iac.hosted;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.TerraformCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Uploads sources and makes the run of a command of them, or finds the one that was made. */
final class HostedStart {
  private final HostedApi api;
  private final HostedRunStore store;
  private final UUID command;
  private final String workspace;
  private final TerraformCloud entry;
  private final Duration poll;

  HostedStart(
      HostedApi api,
      HostedRunStore store,
      UUID command,
      String workspace,
      TerraformCloud entry,
      Duration poll) {
    this.api = api;
    this.store = store;
    this.command = command;
    this.workspace = workspace;
    this.entry = entry;
    this.poll = poll;
  }

  HostedRun run(HostedSession.Wish wish, Path sources, Path scratch, CommandContext context)
      throws IOException, InterruptedException {
    context.log().mask(api.http().token());
    HostedRunStore.Row row = store.find(command).orElse(null);
    if (row != null && row.run() != null) {
      return api.run(row.run());
    }
    Optional<HostedRun> made = row == null ? Optional.empty() : lost(row);
    if (made.isPresent()) {
      return kept(made.get());
    }
    String name = entry.nameOf(workspace);
    HostedWorkspace there = api.workspace(name);
    Path uploaded = whatToUpload(there, name, wish.directory(), sources);
    store.add(
        new HostedRunStore.Row(
            command,
            workspace,
            entry.address(),
            entry.organization(),
            name,
            there.id(),
            null,
            null,
            null));
    String configuration = upload(there, wish, uploaded, scratch, context);
    return kept(create(there, configuration, wish));
  }

  /** A run that was made just before somebody pulled the plug. */
  private Optional<HostedRun> lost(HostedRunStore.Row row) throws InterruptedException {
    return row.configuration() == null
        ? Optional.empty()
        : api.runOf(row.workspaceId(), row.configuration());
  }

  private HostedRun kept(HostedRun run) {
    store.started(command, run.id());
    return run;
  }

  /** The whole sources where the workspace knows the directory, which alone suffices otherwise. */
  private static Path whatToUpload(
      HostedWorkspace there, String name, String directory, Path sources) {
    if (there.mode().equals("local")) {
      throw new HexadException(
          ProblemType.INVALID,
          "The workspace '"
              + name
              + "' of Terraform Cloud only keeps state (execution mode local); choose remote or"
              + " agent there.");
    }
    String wanted = directory.replaceAll("^(\\./|/)+|/+$|^\\.$", "");
    if (there.directory().equals(wanted)) {
      return sources;
    }
    if (there.directory().isEmpty()) {
      return sources.resolve(wanted);
    }
    throw new HexadException(
        ProblemType.INVALID,
        "The workspace '%s' of Terraform Cloud works in '%s', and '%s' is to be planned; give both the same directory."
            .formatted(name, there.directory(), wanted));
  }

  private String upload(
      HostedWorkspace there,
      HostedSession.Wish wish,
      Path sources,
      Path scratch,
      CommandContext context)
      throws IOException, InterruptedException {
    HostedApi.Upload to = api.createConfiguration(there.id(), wish.planOnly());
    store.configured(command, to.id());
    try {
      SourceArchive.write(sources, scratch);
      context.log().line("uploading " + Files.size(scratch) + " bytes to Terraform Cloud");
      api.upload(to, scratch);
    } finally {
      Files.deleteIfExists(scratch);
    }
    while (true) {
      JsonNode about = api.configuration(to.id());
      switch (about.path("status").asString("pending")) {
        case "uploaded" -> {
          return to.id();
        }
        case "errored" ->
            throw new HexadException(
                ProblemType.INVALID,
                "Terraform Cloud does not take the configuration: "
                    + about.path("error-message").asString("it gives no reason"));
        default -> Thread.sleep(poll);
      }
      context.checkInterrupted();
    }
  }

  /** The answer may be lost on its way, and the run be there all the same. */
  private HostedRun create(HostedWorkspace there, String configuration, HostedSession.Wish wish)
      throws InterruptedException {
    try {
      return api.createRun(
          new HostedApi.NewRun(
              there.id(),
              configuration,
              wish.message(),
              wish.planOnly(),
              wish.destroy(),
              wish.refreshOnly(),
              wish.variables()));
    } catch (HexadException e) {
      if (e.type() != ProblemType.UNAVAILABLE) {
        throw e;
      }
      return api.runOf(there.id(), configuration).orElseThrow(() -> e);
    }
  }
}
