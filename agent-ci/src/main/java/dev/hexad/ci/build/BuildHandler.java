package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.command.CommandHandler;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.checkout.Checkouts;
import dev.hexad.ci.image.Images;
import dev.hexad.ci.version.Versions;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds one commit: steps, test reports, version, image. */
@Component
final class BuildHandler implements CommandHandler<BuildParameters, BuildParameters.Result> {
  private final Checkouts checkouts;
  private final Images images;
  private final Builds builds;
  private final LiveConfiguration<CiSettings> settings;
  private final Path work;
  private final Clock clock;

  BuildHandler(
      Checkouts checkouts,
      Images images,
      Builds builds,
      LiveConfiguration<CiSettings> settings,
      ServiceProperties service,
      Clock clock) {
    this.checkouts = checkouts;
    this.images = images;
    this.builds = builds;
    this.settings = settings;
    this.work = service.dataFolder().resolve("work");
    this.clock = clock;
  }

  @Override
  public String capability() {
    return "ci.build";
  }

  @Override
  public String description() {
    return "Builds a commit: runs steps, reads test reports, makes and pushes an image.";
  }

  @Override
  public Class<BuildParameters> parametersType() {
    return BuildParameters.class;
  }

  @Override
  public Class<BuildParameters.Result> resultType() {
    return BuildParameters.Result.class;
  }

  @Override
  public BuildParameters.Result handle(BuildParameters parameters, CommandContext context)
      throws Exception {
    Instant began = clock.instant();
    new ProcessTree.Mark(work.resolve(context.commandId() + ".pid")).killLeftover();
    context.progress(0, "cloning");
    try (Checkout checkout = checkouts.open(context.commandId(), context.requireChange())) {
      context.log().line("cloned " + checkout.change().commit());
      TestSummary tests = null;
      try {
        runSteps(parameters, context, checkout);
        tests = readReports(parameters, context, checkout);
        BuildParameters.Result result = finish(parameters, context, checkout, tests);
        Duration took = Duration.between(began, clock.instant());
        builds.succeeded(context.commandId(), checkout.change(), result, took);
        return result;
      } catch (HexadException e) {
        TestSummary seen = tests == null ? reportsOf(parameters, checkout) : tests;
        Duration took = Duration.between(began, clock.instant());
        if (!context.interrupted()) {
          String reason = e.problem().detail();
          builds.failed(context.commandId(), checkout.change(), reason, seen, took);
        }
        throw e;
      }
    }
  }

  private void runSteps(BuildParameters parameters, CommandContext context, Checkout checkout)
      throws IOException, InterruptedException {
    var runner =
        new StepRunner(checkout.folder(), checkout.source(), environment(parameters, checkout));
    int steps = parameters.steps().size();
    for (int i = 0; i < steps; i++) {
      BuildParameters.Step step = parameters.steps().get(i);
      context.progress(10 + 70 * i / Math.max(1, steps), step.name());
      context.log().line("\u001b[1m▶ " + step.name() + "\u001b[0m");
      Integer timeout = step.timeoutSeconds();
      int seconds = timeout == null ? settings.current().stepTimeoutSeconds() : timeout;
      runner.run(step.name(), step.run(), Duration.ofSeconds(seconds), context);
    }
  }

  private Map<String, String> environment(BuildParameters parameters, Checkout checkout) {
    ChangeRef change = checkout.change();
    var environment =
        new HashMap<>(StepRunner.baseEnvironment(settings.current().passEnvironment()));
    environment.put("HEXAD_COMMIT", change.commit());
    environment.put("HEXAD_REF", change.ref());
    environment.put("HEXAD_APPLICATION", change.application());
    environment.putAll(parameters.env());
    return environment;
  }

  private static @Nullable TestSummary readReports(
      BuildParameters parameters, CommandContext context, Checkout checkout) throws IOException {
    TestSummary tests = TestReports.read(checkout.source(), parameters.reports()).orElse(null);
    if (tests == null) {
      return null;
    }
    context
        .log()
        .line(
            "tests: "
                + tests.passed()
                + " passed, "
                + tests.failed()
                + " failed, "
                + tests.skipped()
                + " skipped");
    if (tests.failed() > 0) {
      throw new HexadException(
          ProblemType.STEP_FAILED, tests.failed() + " tests failed; see the list of failures.");
    }
    return tests;
  }

  private static @Nullable TestSummary reportsOf(BuildParameters parameters, Checkout checkout) {
    try {
      return TestReports.read(checkout.source(), parameters.reports()).orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  private BuildParameters.Result finish(
      BuildParameters parameters,
      CommandContext context,
      Checkout checkout,
      @Nullable TestSummary tests)
      throws Exception {
    String commit = checkout.change().commit();
    String version = Versions.of(checkout.source(), commit);
    context.log().line("version " + version);
    BuildParameters.Image wanted = parameters.image();
    ImageRef image = null;
    if (wanted != null) {
      context.progress(85, "building the image");
      image = images.build(wanted, checkout, version, context.log()::line);
      context.log().line("image " + image.pinned());
    }
    return new BuildParameters.Result(commit, version, image, tests);
  }
}
