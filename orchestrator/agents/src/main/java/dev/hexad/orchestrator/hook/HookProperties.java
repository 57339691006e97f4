package dev.hexad.orchestrator.hook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How outgoing webhooks are sent, prefix {@code hexad.hooks}.
 *
 * @param firstRetry time to the second attempt; doubled with each further one
 * @param longestRetry longest time between two attempts
 * @param maxAttempts attempts of one delivery before it has failed
 * @param timeout longest time for one attempt
 * @param disableAfter a hook that only fails for this long is switched off
 * @param concurrency attempts to one hook at once, in one process
 */
@ConfigurationProperties("hexad.hooks")
record HookProperties(
    @DefaultValue("5s") Duration firstRetry,
    @DefaultValue("6h") Duration longestRetry,
    @DefaultValue("15") int maxAttempts,
    @DefaultValue("15s") Duration timeout,
    @DefaultValue("5d") Duration disableAfter,
    @DefaultValue("4") int concurrency) {}
