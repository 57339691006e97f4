/** Sources that are asked over HTTP, beside Prometheus: Grafana, Datadog, and bare endpoints. */
@NullMarked
package dev.hexad.monitoring.remote;

import org.jspecify.annotations.NullMarked;
