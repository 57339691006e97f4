/** Secrets by name, encrypted at rest. */
@NullMarked
package dev.hexad.orchestrator.secret;

import org.jspecify.annotations.NullMarked;
