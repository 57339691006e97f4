package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.pipeline.Pipeline;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.orchestrator.application.Application;
import dev.hexad.orchestrator.application.Applications;
import dev.hexad.orchestrator.trace.Span;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/runs")
class RunController {
  private final Runs runs;
  private final RunStore store;
  private final RunQueue queue;
  private final RunTraces traces;
  private final Admission admission;
  private final Applications applications;

  RunController(
      Runs runs,
      RunStore store,
      RunQueue queue,
      RunTraces traces,
      Admission admission,
      Applications applications) {
    this.runs = runs;
    this.store = store;
    this.queue = queue;
    this.traces = traces;
    this.admission = admission;
    this.applications = applications;
  }

  /**
   * A wish for a run: of a branch of an application, or of given stages.
   *
   * @param author of the commit, taken from agents only; everybody else is the author themselves
   * @param stages as in {@code hexad.yml}
   * @param concurrency as in {@code hexad.yml}; for given stages only
   */
  record NewRun(
      @Nullable String name,
      @Nullable UUID applicationId,
      @Nullable String ref,
      @Nullable String commit,
      @Nullable String author,
      @Nullable JsonNode stages,
      @Nullable JsonNode concurrency) {}

  record Reason(@Nullable String reason) {}

  /**
   * A wish to do a run again.
   *
   * @param stage the stage to start from; all that did not succeed when absent
   */
  record Again(@Nullable String stage) {}

  @GetMapping
  @RequiresScope("runs:read")
  Page<RunView.Summary> list(Identity identity, @ParameterObject RunSearch search) {
    int size = Page.size(search.limit());
    List<Run> found =
        store.list(identity.tenant(), search, size + 1).stream()
            .map(RunStore.Versioned::run)
            .toList();
    Map<UUID, RunQueue.Place> places = places(found);
    return Page.of(
        found.stream().map(run -> RunView.summary(run, places.get(run.id()))).toList(),
        size,
        last -> last.id().toString());
  }

  @GetMapping("/{id}")
  @RequiresScope("runs:read")
  RunView get(Identity identity, @PathVariable UUID id) {
    RunStore.Versioned found = runs.require(identity.tenant(), id);
    return RunView.of(found.run(), found.version(), places(List.of(found.run())).get(id));
  }

  /** Where the time of a run went: each span after its parent. */
  @GetMapping("/{id}/trace")
  @RequiresScope("runs:read")
  List<Span> trace(Identity identity, @PathVariable UUID id) {
    return traces.of(identity.tenant(), id);
  }

  private Map<UUID, RunQueue.Place> places(List<Run> found) {
    return queue.places(
        found.stream()
            .filter(run -> run.state() == RunState.QUEUED && run.group() != null)
            .map(Run::id)
            .toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:write")
  RunView start(
      Identity identity,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody NewRun wish) {
    admission.requirePlace(identity.tenant());
    UUID id = key == null ? Ids.next() : Ids.derived(identity.tenant(), "run", key);
    UUID applicationId = wish.applicationId();
    Application application =
        applicationId == null ? null : applications.require(identity.tenant(), applicationId);
    if (wish.stages() != null) {
      Pipeline pipeline = RequestedStages.parse(wish.stages(), wish.concurrency());
      ChangeRef change = application == null ? null : change(application, wish, identity);
      String name = wish.name() == null ? "Manual run" : wish.name();
      runs.startFromStages(id, identity.tenant(), name, applicationId, change, pipeline);
    } else if (application != null) {
      runs.startFromChange(id, identity.tenant(), change(application, wish, identity));
    } else {
      throw new HexadException(
          ProblemType.INVALID, "Name an 'applicationId' to build, or give 'stages' to run.");
    }
    return get(identity, id);
  }

  @PostMapping("/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:write")
  RunView cancel(
      Identity identity,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Reason body) {
    String reason = body == null ? null : body.reason();
    runs.cancel(
        identity.tenant(),
        id,
        "cancelled by " + identity.subject() + (reason == null ? "" : ": " + reason));
    return get(identity, id);
  }

  /** What works goes on; nothing new starts. */
  @PostMapping("/{id}/pause")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:write")
  RunView pause(
      Identity identity,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable Reason body) {
    runs.pause(identity.tenant(), id, identity.subject(), body == null ? null : body.reason());
    return get(identity, id);
  }

  @PostMapping("/{id}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:write")
  RunView resume(Identity identity, @PathVariable UUID id) {
    runs.resume(identity.tenant(), id, identity.subject());
    return get(identity, id);
  }

  /** The new run takes over what succeeded before the stage that it starts from. */
  @PostMapping("/{id}/restart")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("runs:write")
  RunView restart(
      Identity identity,
      @PathVariable UUID id,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable Again body) {
    UUID again = key == null ? Ids.next() : Ids.derived(identity.tenant(), "restart", id, key);
    runs.restart(identity.tenant(), id, body == null ? null : body.stage(), again);
    return get(identity, again);
  }

  /** Without a commit the branch stands in for it until it is resolved. */
  private static ChangeRef change(Application application, NewRun wish, Identity by) {
    String ref = wish.ref() == null ? application.defaultBranch() : wish.ref();
    String full = ref.startsWith("refs/") ? ref : "refs/heads/" + ref;
    return new ChangeRef(
        application.id(),
        application.name(),
        application.repositoryUrl(),
        full,
        wish.commit() == null ? full : wish.commit(),
        by.subject().startsWith("agent:") && wish.author() != null ? wish.author() : by.subject(),
        wish.name(),
        "manual",
        null);
  }
}
