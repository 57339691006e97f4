/** When the gates of a run open, and the facts that decide it. */
@NullMarked
package dev.hexad.orchestrator.gate;

import org.jspecify.annotations.NullMarked;
