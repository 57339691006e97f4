/** Projects of Docker Compose. */
@NullMarked
package dev.hexad.cd.target.compose;

import org.jspecify.annotations.NullMarked;
