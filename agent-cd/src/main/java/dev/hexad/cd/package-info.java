/** The CD agent. */
@NullMarked
package dev.hexad.cd;

import org.jspecify.annotations.NullMarked;
