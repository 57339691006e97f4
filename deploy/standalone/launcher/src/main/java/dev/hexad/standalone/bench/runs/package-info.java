/** Measures the engine of runs: rate, latency and processor time, all processes counted. */
@NullMarked
package dev.hexad.standalone.bench.runs;

import org.jspecify.annotations.NullMarked;
