/** Configuration per agent: checked, versioned, overlaid, compared with files, rolled back. */
@NullMarked
package dev.hexad.orchestrator.configuration;

import org.jspecify.annotations.NullMarked;
