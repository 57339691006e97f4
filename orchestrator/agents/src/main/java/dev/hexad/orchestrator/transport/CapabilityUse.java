package dev.hexad.orchestrator.transport;

/** Tells who needs a capability; asked before an upgrade takes it away. */
@FunctionalInterface
public interface CapabilityUse {
  /**
   * How much a capability is needed.
   *
   * @param recent how often it was asked for in the last thirty days
   * @param open commands or runs that wait for it now
   */
  record Use(long recent, long open) {
    public Use plus(Use other) {
      return new Use(recent + other.recent, open + other.open);
    }
  }

  Use of(String tenant, String capability);
}
