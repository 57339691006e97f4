/** Spans of runs, and their way to a collector. */
@NullMarked
package dev.hexad.orchestrator.trace;

import org.jspecify.annotations.NullMarked;
