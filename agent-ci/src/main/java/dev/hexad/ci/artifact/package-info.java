/** Files that builds keep, with an end. */
@NullMarked
package dev.hexad.ci.artifact;

import org.jspecify.annotations.NullMarked;
