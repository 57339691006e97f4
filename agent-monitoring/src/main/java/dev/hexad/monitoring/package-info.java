/** The Monitoring agent. */
@NullMarked
package dev.hexad.monitoring;

import org.jspecify.annotations.NullMarked;
