/** Read models of deployments and alerts. */
@NullMarked
package dev.hexad.orchestrator.change;

import org.jspecify.annotations.NullMarked;
