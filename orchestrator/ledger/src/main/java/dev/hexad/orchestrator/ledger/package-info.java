/** Every event once, in a chain of hashes, and the stream of them. */
@NullMarked
package dev.hexad.orchestrator.ledger;

import org.jspecify.annotations.NullMarked;
