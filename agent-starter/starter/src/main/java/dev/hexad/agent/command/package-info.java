/** Command intake, work under a lease, live logs. */
@NullMarked
package dev.hexad.agent.command;

import org.jspecify.annotations.NullMarked;
