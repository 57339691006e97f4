/** Runs that the agent asks the orchestrator for. */
@NullMarked
package dev.hexad.cd.run;

import org.jspecify.annotations.NullMarked;
