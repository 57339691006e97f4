package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Envelope;

/** Sees every event once, in the transaction that records it. */
@FunctionalInterface
public interface LedgerProjection {
  void apply(Envelope envelope);
}
