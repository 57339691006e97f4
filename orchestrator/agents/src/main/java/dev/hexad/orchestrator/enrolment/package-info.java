/** The door through which agents come and stay. */
@NullMarked
package dev.hexad.orchestrator.enrolment;

import org.jspecify.annotations.NullMarked;
