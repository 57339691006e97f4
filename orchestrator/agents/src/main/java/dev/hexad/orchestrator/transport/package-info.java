/** Commands and events over plain HTTP, for agents in any language that are not on the bus. */
@NullMarked
package dev.hexad.orchestrator.transport;

import org.jspecify.annotations.NullMarked;
