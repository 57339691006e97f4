/** The agent's live configuration. */
@NullMarked
package dev.hexad.cd.settings;

import org.jspecify.annotations.NullMarked;
