/** Who made what has drifted drift, as the Cloud agent's trail tells it. */
@NullMarked
package dev.hexad.iac.cause;

import org.jspecify.annotations.NullMarked;
