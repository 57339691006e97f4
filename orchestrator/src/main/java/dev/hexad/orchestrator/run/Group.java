package dev.hexad.orchestrator.run;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.pipeline.Concurrency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The group of runs that a run belongs to; no two of them work at once.
 *
 * @param key unique within the tenant
 * @param name as the pipeline says it
 */
record Group(String key, String name, Concurrency.Mode mode) {

  static @Nullable Group of(
      @Nullable Concurrency concurrency, @Nullable UUID applicationId, @Nullable ChangeRef change) {
    return concurrency == null
        ? null
        : new Group(
            concurrency.key(applicationId, change == null ? null : change.ref()),
            concurrency.group(),
            concurrency.mode());
  }
}
