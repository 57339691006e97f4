/** Serves the dashboard and the merged API description. */
@NullMarked
package dev.hexad.orchestrator.dashboard;

import org.jspecify.annotations.NullMarked;
