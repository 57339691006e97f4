package dev.hexad.ci.build;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.ci.artifact.Artifacts;
import dev.hexad.ci.checkout.Checkout;
import dev.hexad.ci.image.Images;
import dev.hexad.ci.report.Coverage;
import dev.hexad.ci.report.TestCase;
import dev.hexad.ci.report.TestReports;
import dev.hexad.ci.settings.CiSettings;
import dev.hexad.ci.version.VersionTags;
import dev.hexad.ci.version.Versions;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What comes of a build's work folder once the steps have ended. */
final class Outcome {
  private final Factory with;
  private final BuildParameters parameters;
  private final CommandContext context;
  private final Checkout checkout;
  private final Steps steps;
  private final Instant began;
  private @Nullable List<TestCase> tests;
  private @Nullable Coverage coverage;
  private boolean read;

  /** Makes outcomes. */
  @Component
  record Factory(
      Builds builds,
      Artifacts artifacts,
      Images images,
      VersionTags tags,
      LiveConfiguration<CiSettings> settings,
      Clock clock) {
    Outcome of(BuildParameters parameters, CommandContext context, Checkout checkout, Steps steps) {
      return new Outcome(this, parameters, context, checkout, steps);
    }
  }

  private Outcome(
      Factory with,
      BuildParameters parameters,
      CommandContext context,
      Checkout checkout,
      Steps steps) {
    this.with = with;
    this.parameters = parameters;
    this.context = context;
    this.checkout = checkout;
    this.steps = steps;
    this.began = with.clock().instant();
  }

  private Artifacts.Owner owner() {
    return new Artifacts.Owner(
        context.commandId(), context.request().runId(), checkout.change().applicationId());
  }

  void takeArtifacts() throws IOException {
    for (String name : parameters.takes()) {
      with.artifacts().take(owner(), name, checkout.source());
      context.log().line("took the artifact " + name);
    }
  }

  BuildParameters.Result succeed() throws Exception {
    readReports();
    List<String> kept = keepArtifacts();
    TestSummary summary = summary();
    if (summary != null && summary.failed() > 0) {
      throw new HexadException(
          ProblemType.STEP_FAILED, summary.failed() + " tests failed; see the list of failures.");
    }
    String commit = checkout.change().commit();
    String version = version(commit);
    context.log().line("version " + version);
    BuildParameters.Image wanted = parameters.image();
    Images.Built built = null;
    if (wanted != null) {
      context.progress(85, "building the image");
      built =
          with.images()
              .build(
                  wanted,
                  checkout,
                  version,
                  new Images.Origin(
                      context.commandId(),
                      context.request().runId(),
                      context.request().stage(),
                      began,
                      steps.results().stream().map(StepResult::name).toList(),
                      inherited()),
                  context.log()::line);
      context.log().line("image " + built.image().pinned());
    }
    if (Boolean.TRUE.equals(parameters.tagVersion())) {
      with.tags().push(checkout, version, context.log()::line);
    }
    ImageRef image = built == null ? null : built.image();
    Double percent = coverage == null ? null : Double.valueOf(coverage.percent());
    var result = new BuildParameters.Result(commit, version, image, summary, percent, kept);
    with.builds().succeeded(record(), result, built == null ? null : built.attested(), cases());
    return result;
  }

  /** A version that is pushed back as a tag is a release, any other one is a pre-release of it. */
  private String version(String commit) throws IOException {
    String next = Versions.of(checkout.source(), commit);
    return Boolean.TRUE.equals(parameters.tagVersion()) ? next.replaceFirst("-.*", "") : next;
  }

  void fail(String reason) {
    try {
      readReports();
      keepArtifacts();
    } catch (IOException | HexadException e) {
      context.log().line("[not kept: " + e.getMessage() + "]");
    }
    Double percent = coverage == null ? null : Double.valueOf(coverage.percent());
    with.builds().failed(record(), reason, summary(), percent, cases());
  }

  private Builds.Facts record() {
    return new Builds.Facts(
        context.commandId(),
        context.request().runId(),
        context.request().stage(),
        checkout.change(),
        steps.results(),
        inherited().isEmpty() ? null : context.request().restartOf(),
        Duration.between(began, with.clock().instant()));
  }

  private List<String> inherited() {
    return steps.results().stream()
        .filter(r -> r.state() == StepResult.State.INHERITED)
        .map(StepResult::name)
        .toList();
  }

  private List<TestCase> cases() {
    return tests == null ? List.of() : tests;
  }

  private @Nullable TestSummary summary() {
    return Optional.ofNullable(tests).map(TestReports::summary).orElse(null);
  }

  private void readReports() throws IOException {
    if (read) {
      return;
    }
    read = true;
    tests = TestReports.read(checkout.source(), parameters.reports()).orElse(null);
    TestSummary summary = summary();
    if (summary != null) {
      context
          .log()
          .line(
              "tests: "
                  + summary.passed()
                  + " passed, "
                  + summary.failed()
                  + " failed, "
                  + summary.skipped()
                  + " skipped");
    }
    coverage = Coverage.read(checkout.source(), parameters.coverage()).orElse(null);
    if (coverage != null) {
      context.log().line("coverage: " + coverage.percent() + " % of lines");
    }
  }

  private List<String> keepArtifacts() throws IOException {
    var kept = new ArrayList<String>();
    int days = with.settings().current().artifactDays();
    for (BuildParameters.Artifact wish : parameters.artifacts()) {
      int files =
          with.artifacts()
              .keep(owner(), wish, checkout.source(), checkout.folder().resolve("scratch"), days);
      context.log().line("artifact " + wish.name() + ": " + files + " files");
      if (files > 0) {
        kept.add(wish.name());
      }
    }
    return kept;
  }
}
