/** What a run can wait for besides a command: people, time, health, budgets, cost and policies. */
@NullMarked
package dev.hexad.contracts.gate;

import org.jspecify.annotations.NullMarked;
