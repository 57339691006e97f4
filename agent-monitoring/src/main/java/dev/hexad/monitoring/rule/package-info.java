/** Configured rules over signals. */
@NullMarked
package dev.hexad.monitoring.rule;

import org.jspecify.annotations.NullMarked;
