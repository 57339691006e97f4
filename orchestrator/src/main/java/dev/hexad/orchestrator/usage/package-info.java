/** What agents did, how fast, how well, and what their minutes cost. */
@NullMarked
package dev.hexad.orchestrator.usage;

import org.jspecify.annotations.NullMarked;
