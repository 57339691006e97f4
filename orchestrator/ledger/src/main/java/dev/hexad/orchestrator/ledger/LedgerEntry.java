package dev.hexad.orchestrator.ledger;

import dev.hexad.contracts.message.Envelope;
import java.time.Instant;

/**
 * One event in the ledger.
 *
 * @param sequence counts up by one, without gaps
 * @param hash SHA-256 over the hash before and the envelope, in hex
 */
public record LedgerEntry(long sequence, Instant recordedAt, String hash, Envelope envelope) {}
