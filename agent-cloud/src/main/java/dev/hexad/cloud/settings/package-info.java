/** The agent's live configuration. */
@NullMarked
package dev.hexad.cloud.settings;

import org.jspecify.annotations.NullMarked;
