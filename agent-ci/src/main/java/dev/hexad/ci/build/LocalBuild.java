package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandLog;
import dev.hexad.ci.cache.Caches;
import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.report.Coverage;
import dev.hexad.ci.report.TestReports;
import dev.hexad.ci.runner.Runners;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of a build in a folder that is there already, without an agent around them. */
public final class LocalBuild {
  private final Runners runners;
  private final Caches caches;
  private final Function<String, Optional<Secret>> secrets;

  /**
   * Makes builds.
   *
   * @param secrets values by name
   */
  public LocalBuild(Runners runners, Caches caches, Function<String, Optional<Secret>> secrets) {
    this.runners = runners;
    this.caches = caches;
    this.secrets = secrets;
  }

  /**
   * Runs the steps in the folder itself and reads the reports.
   *
   * @param scratch for scripts and the home folder
   * @throws HexadException when a step or a test fails
   */
  public void run(
      BuildParameters parameters,
      ChangeRef change,
      String stage,
      Path folder,
      Path scratch,
      OutputStream out)
      throws IOException, InterruptedException {
    var context = new LocalContext(request(parameters, change, stage), CommandLog.to(out));
    var tools = new Steps.Tools(runners, caches, this::secret, CiSettings.DEFAULT);
    try (CommandLog log = context.log()) {
      new Steps(parameters, context, new Checkout(scratch, folder, change), tools).run(List.of());
      report(parameters, folder, log);
    }
  }

  private static void report(BuildParameters parameters, Path folder, CommandLog log)
      throws IOException {
    Optional<TestSummary> tests =
        TestReports.read(folder, parameters.reports()).map(TestReports::summary);
    tests.ifPresent(t ->
        log.line(
            "tests: %d passed, %d failed, %d skipped"
                .formatted(t.passed(), t.failed(), t.skipped())));
    Coverage.read(folder, parameters.coverage())
        .ifPresent(c -> log.line("coverage: " + c.percent() + " % of lines"));
    if (tests.isPresent() && tests.get().failed() > 0) {
      throw new HexadException(ProblemType.STEP_FAILED, tests.get().failed() + " tests failed.");
    }
  }

  private Secret secret(String name) {
    return secrets
        .apply(name)
        .orElseThrow(() ->
            new HexadException(ProblemType.NOT_FOUND, "The secret '" + name + "' is not set."));
  }

  private static CommandRequest request(
      BuildParameters parameters, ChangeRef change, String stage) {
    return new CommandRequest(
        Ids.next(),
        "ci.build",
        null,
        stage,
        change,
        Instant.now().plus(Duration.ofDays(1)),
        Json.tree(parameters));
  }

  private record LocalContext(CommandRequest request, CommandLog log) implements CommandContext {
    @Override
    public int attempt() {
      return 1;
    }

    @Override
    public void progress(@Nullable Integer percent, String message) {
      // The log says it all.
    }

    @Override
    public void onInterrupt(Runnable action) {
      Runtime.getRuntime().addShutdownHook(new Thread(action));
    }

    @Override
    public boolean interrupted() {
      return false;
    }
  }
}
