/** Writes what things cost for people who do not open a dashboard. */
@NullMarked
package dev.hexad.finops.report;

import org.jspecify.annotations.NullMarked;
