/** Subscription to events. */
@NullMarked
package dev.hexad.agent.event;

import org.jspecify.annotations.NullMarked;
