/** The container engine that builds images and runs steps. */
@NullMarked
package dev.hexad.ci.engine;

import org.jspecify.annotations.NullMarked;
