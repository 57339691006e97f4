/** Where metrics come from: one port, and what is configured. */
@NullMarked
package dev.hexad.monitoring.source;

import org.jspecify.annotations.NullMarked;
