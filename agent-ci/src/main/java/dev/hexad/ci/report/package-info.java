/** Test and coverage reports, and what they tell over many builds. */
@NullMarked
package dev.hexad.ci.report;

import org.jspecify.annotations.NullMarked;
