package dev.hexad.monitoring.metrics;

import java.time.Instant;
import java.util.Map;

/**
 * What a source says of the HTTP traffic of one revision at one moment: counters since the start of
 * its processes.
 *
 * @param errors requests that the service failed to answer
 * @param latency buckets of a histogram, bounds in seconds
 */
public record Snapshot(
    Instant at,
    Counters<Map<String, String>> requests,
    Counters<Map<String, String>> errors,
    Counters<Double> latency) {}
