/** The change graph: what there is, how it hangs together, and what happened to it. */
@NullMarked
package dev.hexad.orchestrator.graph;

import org.jspecify.annotations.NullMarked;
