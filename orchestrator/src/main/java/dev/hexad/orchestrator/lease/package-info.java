/** Who may work on something alone, in the order of their coming. */
@NullMarked
package dev.hexad.orchestrator.lease;

import org.jspecify.annotations.NullMarked;
