/** The Cloud agent. */
@NullMarked
package dev.hexad.cloud;

import org.jspecify.annotations.NullMarked;
