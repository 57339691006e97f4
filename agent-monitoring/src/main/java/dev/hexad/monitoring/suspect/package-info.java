/** Holds suspected changes against the shape of the metrics. */
@NullMarked
package dev.hexad.monitoring.suspect;

import org.jspecify.annotations.NullMarked;
