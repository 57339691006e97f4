package dev.hexad.cloud.audit;

import dev.hexad.cloud.audit.FindingStore.Run;
import dev.hexad.cloud.search.Resources;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks all checks about all resources, and keeps what they find. */
@Service
class Audit {
  private final Checks checks;
  private final Resources resources;
  private final FindingStore store;
  private final Clock clock;

  Audit(Checks checks, Resources resources, FindingStore store, Clock clock) {
    this.checks = checks;
    this.resources = resources;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Runs all checks; resources pass by one at a time.
   *
   * @throws HexadException while another run is going on
   */
  @Transactional
  public Run run() {
    if (!store.begin()) {
      throw new HexadException(ProblemType.CONFLICT, "An audit is running already.");
    }
    UUID id = Ids.next();
    Instant start = clock.instant();
    Map<String, List<Check.Ready>> byType = new HashMap<>();
    for (Check.Ready ready : checks.ready()) {
      ready
          .check()
          .types()
          .forEach(type -> byType.computeIfAbsent(type, t -> new ArrayList<>()).add(ready));
    }
    var seen = new AtomicInteger();
    var opened = new AtomicInteger();
    resources.each(
        byType.keySet(),
        document -> {
          seen.incrementAndGet();
          var resource = document.resource();
          Map<String, Object> facts = Facts.of(resource, document.raw(), start);
          for (Check.Ready ready : byType.getOrDefault(resource.type(), List.of())) {
            String message = ready.ask(facts);
            if (message != null
                && store.found(
                    ready.check(),
                    resource,
                    message,
                    Facts.evidence(ready.check(), document.raw()),
                    id)) {
              opened.incrementAndGet();
            }
          }
        });
    int resolved = store.resolveUnseen(id);
    var run =
        new Run(
            id,
            start,
            clock.instant(),
            checks.all().size(),
            seen.get(),
            opened.get(),
            resolved,
            store.open());
    store.finished(run);
    return run;
  }
}
