package dev.hexad.ci.build;

import dev.hexad.ci.report.TestCase;
import dev.hexad.ci.report.TestHistory;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.BuildFailed;
import dev.hexad.contracts.event.BuildSucceeded;
import dev.hexad.contracts.event.ChangeObserved;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.event.TestSummary;
import dev.hexad.contracts.message.Json;
import dev.hexad.oci.attest.Attested;
import dev.hexad.service.outbox.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was built; each end is kept together with the event that tells it. */
@Service
class Builds {
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TestHistory history;

  Builds(JdbcClient jdbc, Outbox outbox, TestHistory history) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.history = history;
  }

  /**
   * What is known of a build however it ended.
   *
   * @param inheritedFrom the failed build that it went on with
   */
  record Facts(
      UUID command,
      @Nullable UUID run,
      @Nullable String stage,
      ChangeRef change,
      List<StepResult> steps,
      @Nullable UUID inheritedFrom,
      Duration took) {}

  @Transactional
  public void succeeded(
      Facts facts,
      BuildParameters.Result result,
      @Nullable Attested attested,
      List<TestCase> cases) {
    if (insert(facts, "SUCCEEDED", null, result, attested, result.tests(), result.coverage())) {
      remember(facts, cases);
      outbox.event(
          new BuildSucceeded(
              facts.change(),
              facts.command(),
              result.version(),
              result.image(),
              result.tests(),
              facts.took().toMillis()));
      if (attested != null && result.image() != null) {
        tellSbom(facts.change(), result.image(), attested);
      }
    }
  }

  private void tellSbom(ChangeRef change, ImageRef image, Attested attested) {
    var sbom =
        new NodeRef(NodeRef.Kind.SBOM, attested.sbomDigest(), attested.components() + " packages");
    var described = new NodeRef(NodeRef.Kind.IMAGE, image.digest(), null);
    outbox.event(
        new ChangeObserved(
            sbom,
            null,
            "Bill of materials of " + image.repository() + ":" + image.tag(),
            change.applicationId(),
            null,
            null,
            List.of(new ChangeObserved.Link("describes", described)),
            null));
  }

  @Transactional
  public void failed(
      Facts facts,
      String reason,
      @Nullable TestSummary tests,
      @Nullable Double coverage,
      List<TestCase> cases) {
    if (insert(facts, "FAILED", reason, null, null, tests, coverage)) {
      remember(facts, cases);
      outbox.event(
          new BuildFailed(facts.change(), facts.command(), reason, tests, facts.took().toMillis()));
    }
  }

  private void remember(Facts facts, List<TestCase> cases) {
    history.remember(
        facts.command(), facts.change().applicationId(), facts.change().commit(), cases);
  }

  private boolean insert(
      Facts facts,
      String state,
      @Nullable String reason,
      BuildParameters.@Nullable Result result,
      @Nullable Attested attested,
      @Nullable TestSummary tests,
      @Nullable Double coverage) {
    ChangeRef change = facts.change();
    return jdbc.sql(
                """
                insert into build (id, application_id, application, commit_id, state, version,
                  image, tests_passed, tests_failed, duration_ms, run_id, stage, ref, author,
                  message, pull_request, reason, tests_skipped, coverage, steps, inherited_from,
                  image_tag, attestation)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb)
                on conflict do nothing
                """)
            .param(facts.command())
            .param(change.applicationId())
            .param(change.application())
            .param(change.commit())
            .param(state)
            .param(result == null ? null : result.version())
            .param(result == null || result.image() == null ? null : result.image().pinned())
            .param(tests == null ? null : tests.passed())
            .param(tests == null ? null : tests.failed())
            .param(facts.took().toMillis())
            .param(facts.run())
            .param(facts.stage())
            .param(change.ref())
            .param(change.author())
            .param(change.message())
            .param(change.pullRequest() == null ? null : change.pullRequest().number())
            .param(reason)
            .param(tests == null ? null : tests.skipped())
            .param(coverage)
            .param(Json.write(facts.steps()))
            .param(facts.inheritedFrom())
            .param(result == null || result.image() == null ? null : result.image().tag())
            .param(attested == null ? null : Json.write(attested))
            .update()
        == 1;
  }
}
