package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Envelope;
import java.util.List;

/**
 * Sees all events once, those too that this release does not know, in the transaction that records
 * them.
 */
@FunctionalInterface
public interface LedgerWatcher {
  /** Told what was recorded, in its order. */
  void recorded(List<Envelope> events);
}
