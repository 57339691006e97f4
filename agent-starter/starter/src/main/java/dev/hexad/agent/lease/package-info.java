/** Leases from the orchestrator, so that agents do not work on the same thing at once. */
@NullMarked
package dev.hexad.agent.lease;

import org.jspecify.annotations.NullMarked;
