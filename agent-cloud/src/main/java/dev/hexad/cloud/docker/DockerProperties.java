package dev.hexad.cloud.docker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the Docker provider, prefix {@code hexad.cloud}.
 *
 * @param dockerHost for example {@code unix:///run/docker.sock}; what DOCKER_HOST names when absent
 */
@ConfigurationProperties("hexad.cloud")
record DockerProperties(@Nullable String dockerHost) {}
