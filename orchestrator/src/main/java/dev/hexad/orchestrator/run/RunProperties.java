package dev.hexad.orchestrator.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many runs there may be of a tenant, prefix {@code hexad.runs}.
 *
 * @param maxActive so many work at once; the others wait, and applications take turns
 * @param maxQueued so many wait at most when people or automation start them; what a Git host has
 *     brought is never turned away
 * @param maxWaitingPerAgent with so many commands waiting at an agent it is sent no further ones;
 *     their stages wait
 */
@ConfigurationProperties("hexad.runs")
record RunProperties(
    @DefaultValue("2000") int maxActive,
    @DefaultValue("200000") int maxQueued,
    @DefaultValue("5000") int maxWaitingPerAgent) {
  RunProperties {
    if (maxActive < 1 || maxQueued < 1 || maxWaitingPerAgent < 1) {
      throw new IllegalArgumentException("hexad.runs.max-* must be at least 1");
    }
  }
}
