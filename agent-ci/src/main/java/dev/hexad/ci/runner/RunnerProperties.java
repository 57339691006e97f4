package dev.hexad.ci.runner;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where steps may run, prefix {@code hexad.ci}.
 *
 * @param hostSteps whether steps without an image run as processes of the agent's machine
 */
@ConfigurationProperties("hexad.ci")
record RunnerProperties(@DefaultValue("true") boolean hostSteps) {}
