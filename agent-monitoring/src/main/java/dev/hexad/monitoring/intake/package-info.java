/** Takes alerts of other systems: Prometheus, Alertmanager, Grafana. */
@NullMarked
package dev.hexad.monitoring.intake;

import org.jspecify.annotations.NullMarked;
