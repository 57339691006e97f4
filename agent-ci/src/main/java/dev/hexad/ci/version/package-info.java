/** Semantic versions from tags and conventional commits. */
@NullMarked
package dev.hexad.ci.version;

import org.jspecify.annotations.NullMarked;
