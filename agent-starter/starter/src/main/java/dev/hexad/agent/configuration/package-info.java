/** Configuration that changes while the agent runs. */
@NullMarked
package dev.hexad.agent.configuration;

import org.jspecify.annotations.NullMarked;
