/** Applications by name, as the orchestrator tells them. */
@NullMarked
package dev.hexad.monitoring.application;

import org.jspecify.annotations.NullMarked;
