/** Outgoing webhooks: events to the addresses of others, signed, retried and logged. */
@NullMarked
package dev.hexad.orchestrator.hook;

import org.jspecify.annotations.NullMarked;
