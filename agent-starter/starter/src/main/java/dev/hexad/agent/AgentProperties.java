package dev.hexad.agent;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of every agent, prefix {@code hexad}.
 *
 * @param orchestratorUrl base URL of the orchestrator
 * @param enrolmentToken proves at enrolment that the agent may join
 * @param advertisedUrl base URL under which the orchestrator reaches this instance
 * @param workers how many commands are worked on at once
 * @param commandLease how long a command stays with an instance that no longer renews it
 * @param maxAttempts how often a command is begun before it is given up
 */
@ConfigurationProperties("hexad")
public record AgentProperties(
    @DefaultValue("http://127.0.0.1:8080") String orchestratorUrl,
    @Nullable String enrolmentToken,
    @Nullable String advertisedUrl,
    @DefaultValue("4") int workers,
    @DefaultValue("8s") Duration commandLease,
    @DefaultValue("3") int maxAttempts) {
  public AgentProperties {
    Objects.requireNonNull(orchestratorUrl, "hexad.orchestrator-url");
    if (workers < 1) {
      throw new IllegalArgumentException("hexad.workers must be at least 1, not " + workers);
    }
  }
}
