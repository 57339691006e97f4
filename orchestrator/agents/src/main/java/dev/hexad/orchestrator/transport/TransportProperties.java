package dev.hexad.orchestrator.transport;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How commands are handed to agents on HTTP, prefix {@code hexad.transport}.
 *
 * @param lease how long a command stays with the agent that took it, when it names no time itself
 * @param maxAttempts how often a command is handed out before it is given up
 */
@ConfigurationProperties("hexad.transport")
record TransportProperties(
    @DefaultValue("60s") Duration lease, @DefaultValue("3") int maxAttempts) {}
