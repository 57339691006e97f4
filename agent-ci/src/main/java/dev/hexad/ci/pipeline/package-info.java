/** Reads the pipeline of a commit. */
@NullMarked
package dev.hexad.ci.pipeline;

import org.jspecify.annotations.NullMarked;
