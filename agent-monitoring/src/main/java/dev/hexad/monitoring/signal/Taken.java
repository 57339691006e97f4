package dev.hexad.monitoring.signal;

import dev.hexad.monitoring.detect.Reading;
import java.time.Instant;

/** A value that was taken, and what the detector makes of it. */
public record Taken(Signal signal, Instant at, double value, Reading reading) {}
