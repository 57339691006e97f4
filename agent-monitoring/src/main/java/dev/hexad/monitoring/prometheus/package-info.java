/** Reads the metrics of revisions from a Prometheus server. */
@NullMarked
package dev.hexad.monitoring.prometheus;

import org.jspecify.annotations.NullMarked;
