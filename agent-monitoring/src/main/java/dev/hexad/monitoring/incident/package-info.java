/** Incidents: alerts that belong together, with their time line and who is suspected. */
@NullMarked
package dev.hexad.monitoring.incident;

import org.jspecify.annotations.NullMarked;
