/** The orchestrator. */
@NullMarked
package dev.hexad.orchestrator;

import org.jspecify.annotations.NullMarked;
