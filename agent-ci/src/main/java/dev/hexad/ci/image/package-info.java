/** Images from a Dockerfile or without an engine. */
@NullMarked
package dev.hexad.ci.image;

import org.jspecify.annotations.NullMarked;
