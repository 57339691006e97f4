/** The rules and statistics of verdicts, without input or output. */
@NullMarked
package dev.hexad.monitoring.judge;

import org.jspecify.annotations.NullMarked;
