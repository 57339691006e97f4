package dev.hexad.orchestrator.run;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.hexad.contracts.gate.Gate;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.gate.AtGate;
import dev.hexad.orchestrator.secret.Secrets;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import dev.hexad.service.outbound.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Asks other systems at gates and takes their answers; both are signed as Standard Webhooks has it,
 * with the secret that the gate names. A system that is away is asked again until the gate's time
 * is up.
 */
@Component
class ExternalChecks {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 14;
  private static final int KEPT = 1_024;

  private final Runs runs;
  private final Secrets secrets;
  private final GuardedHttp http;
  private final Clock clock;

  ExternalChecks(Runs runs, Secrets secrets, OutboundGuard guard, Clock clock) {
    this.runs = runs;
    this.secrets = secrets;
    this.http = new GuardedHttp(guard, TIMEOUT);
    this.clock = clock;
  }

  /** What a signed answer came with. */
  record Proof(@Nullable String id, @Nullable String timestamp, @Nullable String signature) {}

  private Optional<Stage> waiting(Run run, String stage) {
    return run.stage(stage)
        .filter(s -> s.state() == StageState.WAITING && s.gate() != null)
        .filter(s -> s.definition().uses().equals("gate.external"));
  }

  /** Does nothing when the run has gone on meanwhile. */
  void ask(UUID runId, String tenant, String stageId) throws InterruptedException, IOException {
    Run run = runs.require(tenant, runId).run();
    Optional<Stage> stage = waiting(run, stageId);
    if (stage.isEmpty()) {
      return;
    }
    var gate = (Gate.External) Gates.of(run, stage.get());
    Map<String, Object> question = new HashMap<>();
    question.put("runId", runId);
    question.put("run", run.name());
    question.put("stage", stageId);
    question.put("answerTo", "/api/v1/runs/" + runId + "/stages/" + stageId + "/answer");
    if (run.change() != null) {
      question.put("change", run.change());
    }
    if (gate.message() != null) {
      question.put("message", gate.message());
    }
    String body = Json.write(question);
    String id = Ids.derived("external", runId, stageId).toString();
    long now = clock.instant().getEpochSecond();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gate.url()))
            .header("Content-Type", "application/json")
            .header("User-Agent", "Hexad")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(now))
            .header(
                "webhook-signature",
                WebhookSignature.of(secrets.value(tenant, gate.secret()), id, now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, KEPT).status();
    if (status / 100 != 2) {
      throw new IOException(gate.url() + " answered " + status);
    }
  }

  /**
   * Takes an answer.
   *
   * @throws HexadException of type signature-invalid when it is not proved, conflict when nobody
   *     waits for it
   */
  void answer(UUID runId, String stageId, String body, Proof proof) {
    RunStore.Versioned found = runs.find(runId).orElseThrow(ExternalChecks::unproved);
    Run run = found.run();
    Stage stage = run.stage(stageId).orElseThrow(ExternalChecks::unproved);
    if (!stage.definition().uses().equals("gate.external")) {
      throw unproved();
    }
    var gate = (Gate.External) Gates.of(run, stage);
    if (!proved(secrets.value(run.tenant(), gate.secret()), body, proof)) {
      throw unproved();
    }
    Answer answer = Json.read(body, Answer.class);
    if (answer.passed() == null) {
      throw new HexadException(ProblemType.INVALID, "Say 'passed': true or false.");
    }
    AtGate at = stage.gate();
    AtGate.Answer before = at == null ? null : at.answer();
    if (before != null && before.passed() == answer.passed()) {
      return;
    }
    if (before != null || waiting(run, stageId).isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The stage '" + stageId + "' is " + stage.state() + " and takes no other answer now.");
    }
    runs.signal(
        runId,
        new RunSignal.Answered(
            stageId, new AtGate.Answer(answer.passed(), answer.detail(), clock.instant())));
  }

  /** What another system says. */
  record Answer(@Nullable Boolean passed, @Nullable String detail) {}

  private boolean proved(Secret secret, String body, Proof proof) {
    String timestamp = proof.timestamp();
    return proof.id() != null
        && proof.signature() != null
        && timestamp != null
        && timestamp.matches("\\d{1,12}")
        && WebhookSignature.matches(
            secret,
            proof.id(),
            Long.parseLong(timestamp),
            body,
            proof.signature(),
            clock.instant().getEpochSecond());
  }

  /** The same whether there is such a run or not. */
  private static HexadException unproved() {
    return new HexadException(
        ProblemType.SIGNATURE_INVALID,
        "Sign the answer with the gate's secret: webhook-id, webhook-timestamp and"
            + " webhook-signature, as Standard Webhooks has it.");
  }

  @Configuration(proxyBeanMethods = false)
  static class Asking {
    @Bean
    Task<RunTimers.Question> externalQuestion(ObjectProvider<ExternalChecks> checks) {
      return Tasks.oneTime(RunTimers.ASK)
          .onFailure(
              FailureHandler.<RunTimers.Question>maxRetries(MOST_TRIES)
                  .withBackoff(FIRST_PAUSE, 2)
                  .thenRemove())
          .execute((instance, context) -> {
            RunTimers.Question question = instance.getData();
            try {
              checks.getObject().ask(question.run(), question.tenant(), question.stage());
            } catch (IOException e) {
              throw new IllegalStateException(e.getMessage(), e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("interrupted", e);
            }
          });
    }
  }
}
