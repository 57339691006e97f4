/** Judges rollouts. */
@NullMarked
package dev.hexad.monitoring.verdict;

import org.jspecify.annotations.NullMarked;
