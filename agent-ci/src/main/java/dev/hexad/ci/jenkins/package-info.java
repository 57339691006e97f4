/** Jobs of a Jenkins, started and followed. */
@NullMarked
package dev.hexad.ci.jenkins;

import org.jspecify.annotations.NullMarked;
