package dev.hexad.ci.runner;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where steps may run, prefix {@code hexad.ci}.
 *
 * @param hostSteps whether steps without an image run as processes of the agent's machine
 * @param containers what runs steps with an image
 */
@ConfigurationProperties("hexad.ci")
record RunnerProperties(
    @DefaultValue("true") boolean hostSteps, @DefaultValue("auto") Containers containers) {

  /** What runs steps with an image. */
  enum Containers {
    /** The Docker engine when one answers, else the cluster that was named or that this runs in. */
    AUTO,
    DOCKER,
    KUBERNETES
  }
}
