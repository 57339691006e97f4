package dev.hexad.orchestrator.run;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.RequiresScope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Asks past runs what they would have done. */
@RestController
@RequestMapping("/api/v1/what-if")
class WhatIfController {
  private static final int DEFAULT_RUNS = 200;
  private static final int MOST_RUNS = 2_000;

  private final WhatIf whatIf;
  private final Clock clock;

  WhatIfController(WhatIf whatIf, Clock clock) {
    this.whatIf = whatIf;
    this.clock = clock;
  }

  /**
   * What is to be different, for runs that ended within a time.
   *
   * @param to now when absent
   * @param limit the newest so many, 200 when absent
   * @param stages in the place of those that each run had, as in {@code hexad.yml}
   * @param gates put into each run, or in the place of its gate of that name
   */
  record Question(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable UUID applicationId,
      @Nullable Integer limit,
      @Nullable JsonNode stages,
      @Nullable List<NewGate> gates) {}

  /**
   * A gate to be tried.
   *
   * @param before the stage that waits for it; needed where the run has no stage of this id
   */
  record NewGate(
      @Nullable String id,
      @Nullable String uses,
      @Nullable JsonNode with,
      @Nullable String before) {}

  /** Runs nothing and changes nothing. */
  @PostMapping
  @RequiresScope("runs:read")
  WhatIf.Report ask(Identity identity, @RequestBody Question question) {
    Instant from = question.from();
    if (from == null) {
      throw new HexadException(ProblemType.INVALID, "Say 'from', the begin of the time to replay.");
    }
    if (question.stages() == null && question.gates() == null) {
      throw new HexadException(
          ProblemType.INVALID, "Give 'stages' or 'gates': what is to be different.");
    }
    var gates = new ArrayList<WhatIf.Inserted>();
    for (NewGate gate : question.gates() == null ? List.<NewGate>of() : question.gates()) {
      gates.add(new WhatIf.Inserted(parse(gate), gate.before()));
    }
    Pipeline pipeline =
        question.stages() == null ? null : RequestedStages.parse(question.stages(), null);
    int limit = question.limit() == null ? DEFAULT_RUNS : question.limit();
    return whatIf.replay(
        identity.tenant(),
        question.applicationId(),
        from,
        question.to() == null ? clock.instant() : question.to(),
        Math.clamp(limit, 1, MOST_RUNS),
        new WhatIf.Change(pipeline == null ? null : pipeline.stages(), gates));
  }

  private static Pipeline.Stage parse(NewGate gate) {
    if (gate.id() == null || gate.uses() == null || !gate.uses().startsWith("gate.")) {
      throw new HexadException(
          ProblemType.INVALID, "A gate needs 'id' and 'uses', as gate.approval.");
    }
    var body = Json.mapper().createObjectNode().put("uses", gate.uses());
    if (gate.with() != null) {
      body.set("with", gate.with());
    }
    var stages = Json.mapper().createObjectNode();
    stages.set(gate.id(), body);
    return RequestedStages.parse(stages, null).stages().getFirst();
  }
}
