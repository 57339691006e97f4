/** The way from outside to the agents. */
@NullMarked
package dev.hexad.orchestrator.gateway;

import org.jspecify.annotations.NullMarked;
