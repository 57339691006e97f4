/** Runs steps, reads test reports, makes images. */
@NullMarked
package dev.hexad.ci.build;

import org.jspecify.annotations.NullMarked;
