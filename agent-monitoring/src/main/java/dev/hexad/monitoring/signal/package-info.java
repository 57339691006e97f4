/** Signals: values followed over time, with what was expected of them. */
@NullMarked
package dev.hexad.monitoring.signal;

import org.jspecify.annotations.NullMarked;
