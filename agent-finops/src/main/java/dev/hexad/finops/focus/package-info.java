/** Reads bills in FOCUS form. */
@NullMarked
package dev.hexad.finops.focus;

import org.jspecify.annotations.NullMarked;
