package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;

/**
 * Sees every event once that this release knows, in the transaction that records it. Others stand
 * in the ledger only.
 */
@FunctionalInterface
public interface LedgerProjection {
  void apply(Envelope envelope, Event event);
}
