package dev.hexad.monitoring.detect;

/**
 * What the detector makes of one value.
 *
 * @param expected the value it expected, NaN while nothing is known
 * @param low lower end of the range in which nearly all values are expected
 * @param high upper end of that range
 * @param score from 0, as always, to 1, never seen before; highest at the begin of an episode
 */
public record Reading(double expected, double low, double high, double score, Reason reason) {}
