/** Sees what is unusual in the signals of one application and environment taken together. */
@NullMarked
package dev.hexad.monitoring.group;

import org.jspecify.annotations.NullMarked;
