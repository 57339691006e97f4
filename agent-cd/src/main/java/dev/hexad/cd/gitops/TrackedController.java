package dev.hexad.cd.gitops;

import dev.hexad.cd.repository.Repositories;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/cd/tracked")
@RequiresScope("cd:read")
class TrackedController {
  private final TrackedStore store;
  private final Repositories repositories;
  private final BranchWatch watch;
  private final Syncs syncs;

  TrackedController(TrackedStore store, Repositories repositories, BranchWatch watch, Syncs syncs) {
    this.store = store;
    this.repositories = repositories;
    this.watch = watch;
    this.syncs = syncs;
  }

  @GetMapping
  Page<Tracked> list(
      @RequestParam(required = false) @Nullable UUID applicationId,
      @RequestParam(required = false) @Nullable Integer cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    int offset = cursor == null ? 0 : Math.max(0, cursor);
    return Page.of(
        store.list(applicationId, offset, size + 1), size, last -> Integer.toString(offset + size));
  }

  @GetMapping("/{applicationId}/{environment}")
  Tracked get(@PathVariable UUID applicationId, @PathVariable String environment) {
    return store.require(applicationId, environment);
  }

  @PutMapping("/{applicationId}/{environment}")
  @RequiresScope("cd:write")
  Tracked put(
      @PathVariable UUID applicationId,
      @PathVariable String environment,
      @RequestBody Tracking tracking) {
    Repositories.Repository repository =
        repositories
            .find(applicationId)
            .orElseThrow(() -> HexadException.notFound("application", applicationId));
    boolean itself = tracking.dependsOn().contains(new Tracking.Place(applicationId, environment));
    if (itself) {
      throw new HexadException(ProblemType.INVALID, "An environment cannot depend on itself.");
    }
    store.put(repository, environment, tracking);
    return store.require(applicationId, environment);
  }

  @DeleteMapping("/{applicationId}/{environment}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @RequiresScope("cd:write")
  void remove(@PathVariable UUID applicationId, @PathVariable String environment) {
    store.remove(applicationId, environment);
  }

  /** Looks at the branch now. */
  @PostMapping("/{applicationId}/{environment}/check")
  @RequiresScope("cd:write")
  Tracked check(@PathVariable UUID applicationId, @PathVariable String environment) {
    store.require(applicationId, environment);
    store.due(applicationId, null, environment);
    watch.look();
    return store.require(applicationId, environment);
  }

  /**
   * A wish to bring to an environment what Git says.
   *
   * @param confirmed whether what is gone from Git may go
   * @param commit that was looked at; another one is refused. Null for whatever it is
   */
  record Sync(@Nullable Boolean confirmed, @Nullable String commit) {}

  /** Starts the run that brings it there. */
  @PostMapping("/{applicationId}/{environment}/sync")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @RequiresScope("cd:write")
  Tracked sync(
      Identity identity,
      @PathVariable UUID applicationId,
      @PathVariable String environment,
      @RequestBody(required = false) @Nullable Sync wish) {
    Tracked found = store.require(applicationId, environment);
    if (found.commit() == null || found.items().isEmpty()) {
      throw new HexadException(
          ProblemType.CONFLICT, "There is nothing to bring there; look at the branch first.");
    }
    String seen = wish == null ? null : wish.commit();
    if (seen != null && !seen.equals(found.commit())) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "The branch is at %.8s now; look at the differences again. Nothing was started."
              .formatted(found.commit()));
    }
    boolean confirmed = wish != null && Boolean.TRUE.equals(wish.confirmed());
    if (found.removes() && !confirmed) {
      throw new HexadException(
          ProblemType.CONFLICT,
          "It would remove things; look at the differences and send confirmed: true.");
    }
    Tracked started = syncs.start(found, identity.subject(), String.valueOf(found.checkedAt()));
    store.keep(started);
    return started;
  }
}
