/** Service level objectives: error budgets and how fast they burn. */
@NullMarked
package dev.hexad.monitoring.slo;

import org.jspecify.annotations.NullMarked;
