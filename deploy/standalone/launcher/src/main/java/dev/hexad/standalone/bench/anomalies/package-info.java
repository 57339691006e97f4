/** Scores recorded series with the detectors of the Monitoring agent. */
@NullMarked
package dev.hexad.standalone.bench.anomalies;

import org.jspecify.annotations.NullMarked;
