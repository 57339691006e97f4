package dev.hexad.orchestrator.run;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.message.Ids;
import dev.hexad.orchestrator.lease.Lease;
import dev.hexad.orchestrator.lease.LeaseListener;
import dev.hexad.orchestrator.lease.Leases;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The leases of stages. */
@Component
final class StageLeases implements LeaseListener {
  /** Renewed while the run works on; this long after a lost run, others get their turn. */
  private static final int TTL_SECONDS = 120;

  private final Leases leases;
  private final RunTimers timers;

  StageLeases(Leases leases, RunTimers timers) {
    this.leases = leases;
    this.timers = timers;
  }

  /** Takes a place in line; gives the signal when the lease is there at once. */
  Optional<RunSignal> acquire(Run run, String stage, List<String> resources) {
    Lease lease =
        leases.request(
            new Leases.Wish(
                id(run.id(), stage),
                run.tenant(),
                "run " + run.name() + ", stage " + stage,
                run.id(),
                stage,
                null,
                resources,
                TTL_SECONDS));
    return signal(lease);
  }

  void release(UUID run, String stage) {
    leases.release(id(run, stage));
  }

  /** What tells a run that its stage has its lease now; empty when it has none any more. */
  Optional<RunSignal> granted(UUID run, String stage) {
    return leases.find(id(run, stage)).flatMap(StageLeases::signal);
  }

  private static Optional<RunSignal> signal(Lease lease) {
    return Optional.ofNullable(lease.token())
        .map(token ->
            new RunSignal.Leased(
                Objects.requireNonNull(lease.stage()),
                new CommandRequest.Lease(lease.resources(), token)));
  }

  @Override
  public void granted(Lease lease) {
    UUID run = lease.runId();
    if (run != null) {
      timers.leased(run, Objects.requireNonNull(lease.stage()));
    }
  }

  private static UUID id(UUID run, String stage) {
    return Ids.derived("lease", run, stage);
  }
}
