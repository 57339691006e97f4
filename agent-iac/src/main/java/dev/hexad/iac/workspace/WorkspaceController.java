package dev.hexad.iac.workspace;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.iac.boundary.Boundaries;
import dev.hexad.iac.boundary.Egress;
import dev.hexad.iac.settings.Boundary;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/iac/workspaces")
class WorkspaceController {
  private final WorkspaceStore store;
  private final DriftStore drift;
  private final WorkspaceRuns runs;
  private final Boundaries boundaries;
  private final Egress egress;

  WorkspaceController(
      WorkspaceStore store,
      DriftStore drift,
      WorkspaceRuns runs,
      Boundaries boundaries,
      Egress egress) {
    this.egress = egress;
    this.drift = drift;
    this.boundaries = boundaries;
    this.store = store;
    this.runs = runs;
  }

  /**
   * A workspace with what has drifted, and who acted on that as far as anybody knows.
   *
   * @param driftCost what the drift costs more in a month, null where nothing of it could cost
   * @param boundary what its runs may use, null for everything
   */
  record Detail(
      WorkspaceStore.Workspace workspace,
      JsonNode drift,
      JsonNode causes,
      JsonNode driftCost,
      @Nullable Limits boundary) {}

  /**
   * What runs of a workspace may use; an absent list is no limit.
   *
   * @param egress how far the list of hosts is held
   */
  record Limits(
      @Nullable List<String> providers,
      @Nullable List<String> modules,
      @Nullable List<String> hosts,
      String egress) {
    static Limits of(Boundary boundary, String egress) {
      return new Limits(boundary.providers(), boundary.modules(), boundary.hosts(), egress);
    }
  }

  /** The run that was started. */
  record Started(UUID runId) {}

  @GetMapping
  @RequiresScope("iac:read")
  Page<WorkspaceStore.Workspace> list(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(name = "drift", required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        store.page(applicationId, environment, state, cursor, size + 1),
        size,
        WorkspaceStore.Workspace::name);
  }

  @GetMapping("/{name}")
  @RequiresScope("iac:read")
  Detail get(@PathVariable String name) {
    return new Detail(
        store.require(name),
        drift.of(name),
        drift.causesOf(name),
        drift.costOf(name),
        boundaries.of(name).map(each -> Limits.of(each, egress.told(name))).orElse(null));
  }

  /** Looks for drift now. */
  @PostMapping("/{name}/drift")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("iac:write")
  Started look(
      Identity identity,
      @PathVariable String name,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    return new Started(runs.look(name, key(identity, name, key)));
  }

  /** Plans to {@code repair}, {@code adopt} or {@code destroy}; somebody approves that plan. */
  @PostMapping("/{name}/{act}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("iac:write")
  Started act(
      Identity identity,
      @PathVariable String name,
      @PathVariable String act,
      @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key) {
    WorkspaceRuns.Act wanted = WorkspaceRuns.acts().get(act);
    if (wanted == null) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "A workspace takes repair, adopt and destroy, not '" + act + "'.");
    }
    return new Started(runs.act(name, wanted, key(identity, name + "/" + act, key)));
  }

  private static String key(Identity identity, String what, @Nullable String key) {
    return identity.subject() + "/" + what + "/" + (key == null ? Ids.next().toString() : key);
  }
}
