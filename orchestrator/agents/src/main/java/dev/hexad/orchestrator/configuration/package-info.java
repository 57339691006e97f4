/** Configuration per agent: checked, versioned, rolled back. */
@NullMarked
package dev.hexad.orchestrator.configuration;

import org.jspecify.annotations.NullMarked;
