/** Who may do what: API tokens, enrolment tokens and the key that signs identities. */
@NullMarked
package dev.hexad.orchestrator.access;

import org.jspecify.annotations.NullMarked;
