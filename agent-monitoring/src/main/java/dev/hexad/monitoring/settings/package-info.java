/** The agent's live configuration. */
@NullMarked
package dev.hexad.monitoring.settings;

import org.jspecify.annotations.NullMarked;
