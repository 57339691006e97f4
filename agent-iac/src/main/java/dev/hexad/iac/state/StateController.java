package dev.hexad.iac.state;

import dev.hexad.service.identity.Identity;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/iac/state")
class StateController {
  private static final int ROTATED_AT_ONCE = 500;

  private final States states;
  private final StateStore store;
  private final LockStore locks;
  private final StateKeys keys;

  StateController(States states, StateStore store, LockStore locks, StateKeys keys) {
    this.states = states;
    this.store = store;
    this.locks = locks;
    this.keys = keys;
  }

  /** A state with its lock. */
  record View(StateStore.Version current, @Nullable LockView lock, int secrets) {}

  /** Who has locked a state. */
  record LockView(String id, String holder, @Nullable String operation, Instant since) {
    static LockView of(StateLock lock) {
      return new LockView(
          lock.id(), lock.holder(), lock.info().path("Operation").asString(null), lock.since());
    }
  }

  @GetMapping
  @RequiresScope("iac:read")
  Page<View> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    Page<StateStore.Version> page =
        Page.of(store.current(cursor, size + 1), size, StateStore.Version::workspace);
    return new Page<>(page.items().stream().map(this::view).toList(), page.nextCursor());
  }

  private View view(StateStore.Version current) {
    return new View(
        current,
        locks.find(current.workspace()).map(LockView::of).orElse(null),
        store.secrets(current.workspace()).size());
  }

  @GetMapping("/{workspace}/versions")
  @RequiresScope("iac:read")
  Page<StateStore.Version> versions(
      @PathVariable String workspace,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        store.versions(workspace, cursor, size + 1), size, last -> Long.toString(last.version()));
  }

  /** What stands in a version; secrets are masked, and the look goes on record. */
  @GetMapping("/{workspace}/versions/{version}")
  @RequiresScope("iac:read")
  Page<StateResource> resources(
      Identity identity, @PathVariable String workspace, @PathVariable long version) {
    return Page.all(states.resources(workspace, version, by(identity)));
  }

  /** The text itself, with its secrets, for who may have it. */
  @GetMapping("/{workspace}/versions/{version}/text")
  @RequiresScope("iac:write")
  ResponseEntity<byte[]> text(
      Identity identity, @PathVariable String workspace, @PathVariable long version) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(states.read(workspace, version, by(identity)));
  }

  @GetMapping("/{workspace}/diff")
  @RequiresScope("iac:read")
  Page<StateChange> diff(
      Identity identity,
      @PathVariable String workspace,
      @RequestParam long from,
      @RequestParam long to) {
    return Page.all(states.diff(workspace, from, to, by(identity)));
  }

  @PostMapping("/{workspace}/versions/{version}/restore")
  @RequiresScope("iac:admin")
  StateStore.Version restore(
      Identity identity, @PathVariable String workspace, @PathVariable long version) {
    try {
      return states.restore(workspace, version, by(identity));
    } catch (LockedException e) {
      throw e.conflict();
    }
  }

  /** Takes a lock away, whoever has it; goes on record. */
  @DeleteMapping("/{workspace}/lock")
  @RequiresScope("iac:admin")
  void unlock(Identity identity, @PathVariable String workspace) {
    states.unlock(workspace, new byte[0], Writer.of(identity.subject(), true));
  }

  /** Where secrets stand in the current version, for who rotates them. */
  @GetMapping("/{workspace}/secrets")
  @RequiresScope("iac:read")
  Page<StateSecret> secrets(@PathVariable String workspace) {
    return Page.all(store.secrets(workspace));
  }

  /** Who read, wrote, locked and restored it. */
  @GetMapping("/{workspace}/accesses")
  @RequiresScope("iac:read")
  Page<StateStore.Access> accesses(
      @PathVariable String workspace,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Page.size(limit);
    return Page.of(
        store.accesses(workspace, cursor, size + 1), size, last -> Long.toString(last.id()));
  }

  /** How many data keys were put under the key that is used now. */
  record Rotation(String keyId, int rotated) {}

  /** Puts all data keys under the first key of {@code hexad.iac.state-keys}. */
  @PostMapping("/rotate")
  @RequiresScope("iac:admin")
  Rotation rotate() {
    int all = 0;
    int some;
    do {
      some = states.rotate(ROTATED_AT_ONCE, keys.active());
      all += some;
    } while (some == ROTATED_AT_ONCE);
    return new Rotation(keys.active(), all);
  }

  private static Writer by(Identity identity) {
    return Writer.of(identity.subject(), identity.allows("iac:admin"));
  }
}
