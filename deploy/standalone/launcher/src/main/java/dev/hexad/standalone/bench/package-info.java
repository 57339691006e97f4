/** Measurements of the way from a webhook to a finished run, each with its floor. */
@NullMarked
package dev.hexad.standalone.bench;

import org.jspecify.annotations.NullMarked;
