/** Enrolment with the orchestrator, lease and heartbeat. */
@NullMarked
package dev.hexad.agent.enrolment;

import org.jspecify.annotations.NullMarked;
