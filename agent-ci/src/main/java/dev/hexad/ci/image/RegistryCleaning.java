package dev.hexad.ci.image;

import dev.hexad.oci.registry.BuiltInRegistry;
import dev.hexad.oci.registry.Garbage;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what no image of the built-in registry refers to any more. */
@Component
final class RegistryCleaning {
  private static final Logger log = LoggerFactory.getLogger(RegistryCleaning.class);

  /** Uploads that are younger are left alone. */
  private static final Duration GRACE = Duration.ofDays(1);

  private final BuiltInRegistry registry;

  RegistryCleaning(BuiltInRegistry registry) {
    this.registry = registry;
  }

  @Scheduled(initialDelay = 3_600_000, fixedDelay = 86_400_000)
  void clean() throws IOException {
    Garbage removed = registry.collectGarbage(GRACE);
    log.atInfo().log("built-in registry cleaned: {}", removed);
  }
}
