package dev.hexad.ci.webhook;

import dev.hexad.ci.pipeline.ChangedFiles;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class DeliveredFiles implements ChangedFiles {
  private final DeliveryList list;

  DeliveredFiles(DeliveryList list) {
    this.list = list;
  }

  @Override
  public Optional<List<String>> of(@Nullable UUID runId) {
    return runId == null ? Optional.empty() : list.paths(runId);
  }
}
