/** The agent's live configuration. */
@NullMarked
package dev.hexad.iac.settings;

import org.jspecify.annotations.NullMarked;
