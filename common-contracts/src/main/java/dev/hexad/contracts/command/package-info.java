/**
 * Commands: what the orchestrator asks one agent to do, with the shapes of parameters and results.
 */
@NullMarked
package dev.hexad.contracts.command;

import org.jspecify.annotations.NullMarked;
