/** Agents, their instances and leases. */
@NullMarked
package dev.hexad.orchestrator.registry;

import org.jspecify.annotations.NullMarked;
