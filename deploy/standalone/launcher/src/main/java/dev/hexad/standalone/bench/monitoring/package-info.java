/** Measures the Monitoring agent beside Prometheus and Alertmanager. */
@NullMarked
package dev.hexad.standalone.bench.monitoring;

import org.jspecify.annotations.NullMarked;
