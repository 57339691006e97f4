package dev.hexad.ci.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the files that the change of a run touches are known from. */
public interface ChangedFiles {
  /** Paths in the repository, empty when unknown. */
  Optional<List<String>> of(@Nullable UUID runId);
}
