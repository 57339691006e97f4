/** The durable pipeline engine. */
@NullMarked
package dev.hexad.orchestrator.run;

import org.jspecify.annotations.NullMarked;
