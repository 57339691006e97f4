/** The pipeline file on a developer's machine. */
@NullMarked
package dev.hexad.ci.local;

import org.jspecify.annotations.NullMarked;
