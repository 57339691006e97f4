package dev.hexad.iac.hosted;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.TerraformCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The one run that a command has in Terraform Cloud. Whatever is interrupted goes on with the same
 * run: its id, or that of its configuration version, is kept before anything depends on it.
 */
public final class HostedSession {
  private final HostedApi api;
  private final HostedRunStore store;
  private final UUID command;
  private final String workspace;
  private final TerraformCloud entry;
  private final Duration poll;
  private final int largest;

  HostedSession(
      HostedApi api,
      HostedRunStore store,
      UUID command,
      String workspace,
      TerraformCloud entry,
      Duration poll,
      int largest) {
    this.api = api;
    this.store = store;
    this.command = command;
    this.workspace = workspace;
    this.entry = entry;
    this.poll = poll;
    this.largest = largest;
  }

  /**
   * What a run is made for.
   *
   * @param directory in the sources, empty for their root
   * @param planOnly it can never be applied
   */
  public record Wish(
      String directory,
      String message,
      boolean planOnly,
      boolean destroy,
      boolean refreshOnly,
      Map<String, String> variables) {
    public Wish {
      variables = Map.copyOf(variables);
    }
  }

  /**
   * The run; made of the sources unless there is one already. Only one at a time may start the run
   * of a command.
   *
   * @param scratch an empty place for the archive
   */
  public HostedRun start(Wish wish, Path sources, Path scratch, CommandContext context)
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
      HostedWorkspace there, Wish wish, Path sources, Path scratch, CommandContext context)
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
  private HostedRun create(HostedWorkspace there, String configuration, Wish wish)
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

  /** Where people see the run. */
  public String page() {
    HostedRunStore.Row row = row();
    return "%s/app/%s/workspaces/%s/runs/%s"
        .formatted(row.address(), row.organization(), row.name(), row.run());
  }

  /** The run as it is now. */
  public HostedRun now() throws InterruptedException {
    return api.run(id());
  }

  private HostedRunStore.Row row() {
    return store
        .find(command)
        .orElseThrow(() -> HexadException.notFound("run in Terraform Cloud for", command));
  }

  private String id() {
    String run = row().run();
    if (run == null) {
      throw HexadException.notFound("run in Terraform Cloud for", command);
    }
    return run;
  }

  /** Reads the run again and again, with its log, until the watch has seen enough. */
  public HostedRun follow(HostedWatch watch, CommandContext context) throws InterruptedException {
    context.log().mask(api.http().token());
    var log = new HostedLog(api.http(), watch.lines());
    String told = "";
    while (true) {
      HostedRun now = patiently(context, () -> api.run(id()));
      if (!now.status().equals(told)) {
        context.log().line("Terraform Cloud: " + now.words());
        context.progress(null, "Terraform Cloud: " + now.words());
        told = now.status();
      }
      if (now.waiting()) {
        watch.whileWaiting().run();
      } else {
        String url = patiently(context, () -> logOf(watch.part(), now).orElse(""));
        if (!url.isEmpty()) {
          patiently(
              context,
              () -> {
                log.read(url);
                return now;
              });
        }
      }
      if (watch.enough().test(now)) {
        return now;
      }
      Thread.sleep(poll);
      context.checkInterrupted();
    }
  }

  private Optional<String> logOf(HostedWatch.Part part, HostedRun run) throws InterruptedException {
    return switch (part) {
      case PLAN ->
          run.plan() == null ? Optional.empty() : Optional.ofNullable(api.planLog(run.plan()));
      case APPLY ->
          run.apply() == null
              ? Optional.empty()
              : Optional.ofNullable(api.apply(run.apply()).log());
    };
  }

  /** Nobody gives up a run because its service does not answer for a while. */
  private <T> T patiently(CommandContext context, Callable<T> call) throws InterruptedException {
    boolean told = false;
    while (true) {
      try {
        return call.call();
      } catch (HexadException e) {
        if (e.type() != ProblemType.UNAVAILABLE) {
          throw e;
        }
        if (!told) {
          context.log().line("[" + e.getMessage() + "; asking again]");
          told = true;
        }
        Thread.sleep(poll);
        context.checkInterrupted();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The plan of the run as {@code show -json} writes it, with its secrets in clear. */
  public String planJson(HostedRun run, CommandContext context) throws InterruptedException {
    String plan = run.plan();
    if (plan == null) {
      throw HexadException.notFound("plan of the run", run.id());
    }
    while (true) {
      String json =
          patiently(context, () -> Optional.ofNullable(api.planJson(plan, largest))).orElse(null);
      if (json != null) {
        return json;
      }
      Thread.sleep(poll);
      context.checkInterrupted();
    }
  }

  /** Whether a command has said yes to the run before. */
  public boolean confirmedBy(UUID apply) {
    return apply.equals(row().confirmedBy());
  }

  /**
   * Says yes to the run in the name of a command.
   *
   * @throws HexadException when another command did, or Terraform Cloud does not take it
   */
  public void confirm(UUID apply, String comment) throws InterruptedException {
    if (!store.confirm(command, apply)) {
      throw new HexadException(
          ProblemType.CONFLICT, "Another command applies the run " + id() + " already.");
    }
    if (!now().confirmable()) {
      return;
    }
    try {
      api.act(id(), "apply", comment);
    } catch (HexadException e) {
      if (!now().confirmed()) {
        throw e;
      }
    }
  }

  /** How many resources an apply has made, changed and removed. */
  public record Applied(int added, int changed, int destroyed) {}

  /** What the apply of the run has done. */
  public Applied applied(HostedRun run) throws InterruptedException {
    String apply = run.apply();
    if (apply == null) {
      return new Applied(0, 0, 0);
    }
    HostedApi.Applied done = api.apply(apply);
    return new Applied(done.added(), done.changed(), done.destroyed());
  }

  /** Discards the run, or cancels it, by force where it does not end by itself. */
  public HostedRun stop(String comment) throws InterruptedException {
    HostedRun now = now();
    if (now.discardable()) {
      api.act(now.id(), "discard", comment);
      now = now();
    } else if (now.cancelable()) {
      api.act(now.id(), "cancel", comment);
      now = ended(comment);
    }
    if (now.over()) {
      store.ended(command);
    }
    return now;
  }

  private HostedRun ended(String comment) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      HostedRun now = now();
      if (now.forceCancelable()) {
        api.act(now.id(), "force-cancel", comment);
        return now();
      }
      if (now.over() || System.nanoTime() > until) {
        return now;
      }
      Thread.sleep(poll);
    }
  }

  /** Why the run ended, for people. */
  public static @Nullable String end(HostedRun run) {
    return switch (run.status()) {
      case "discarded" -> "somebody discarded it in Terraform Cloud";
      case "canceled" -> "somebody cancelled it in Terraform Cloud";
      default -> null;
    };
  }
}
