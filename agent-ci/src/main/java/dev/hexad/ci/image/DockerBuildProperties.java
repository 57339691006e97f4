package dev.hexad.ci.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Dockerfiles are built.
 *
 * @param network what {@code RUN} may reach: a network of the engine, {@code host} or {@code none};
 *     empty for the engine's usual one
 * @param buildKit whether BuildKit is used where it is
 */
@ConfigurationProperties("hexad.ci.docker-build")
record DockerBuildProperties(
    @DefaultValue("") String network, @DefaultValue("true") boolean buildKit) {}
