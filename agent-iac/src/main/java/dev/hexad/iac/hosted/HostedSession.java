package dev.hexad.iac.hosted;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.settings.TerraformCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

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
    return new HostedStart(api, store, command, workspace, entry, poll)
        .run(wish, sources, scratch, context);
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

  /**
   * The state after an apply as {@code show -json} writes it, with its secrets in clear.
   *
   * @throws HexadException when Terraform Cloud does not give it
   */
  public String stateJson() throws InterruptedException {
    String json = api.stateJson(row().workspaceId(), largest);
    if (json == null) {
      throw HexadException.notFound("JSON of the state of", workspace);
    }
    return json;
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

  /**
   * Discards the run, or cancels it, by force where it does not end by itself.
   *
   * @return what became of it; empty when none was made
   */
  public Optional<HostedRun> stop(String comment) throws InterruptedException {
    HostedRunStore.Row row = row();
    if (row.run() == null) {
      Optional<HostedRun> lost =
          row.configuration() == null
              ? Optional.empty()
              : api.runOf(row.workspaceId(), row.configuration());
      if (lost.isEmpty()) {
        store.ended(command);
        return lost;
      }
      store.started(command, lost.get().id());
    }
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
    return Optional.of(now);
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
