/** The CI agent's live configuration. */
@NullMarked
package dev.hexad.ci.settings;

import org.jspecify.annotations.NullMarked;
