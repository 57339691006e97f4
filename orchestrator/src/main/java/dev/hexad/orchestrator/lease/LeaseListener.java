package dev.hexad.orchestrator.lease;

/** Hears, in the transaction that gives it, of a lease that had to wait. */
@FunctionalInterface
public interface LeaseListener {
  void granted(Lease lease);
}
