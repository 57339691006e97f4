/** Counters and histograms of HTTP traffic, and what they grew by. */
@NullMarked
package dev.hexad.monitoring.metrics;

import org.jspecify.annotations.NullMarked;
