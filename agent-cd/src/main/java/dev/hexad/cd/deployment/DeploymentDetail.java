package dev.hexad.cd.deployment;

import org.jspecify.annotations.Nullable;

/**
 * A deployment with how it is.
 *
 * @param observation null when nobody has looked yet
 * @param drift null when nobody has looked yet
 */
record DeploymentDetail(
    Deployment deployment, Observations.@Nullable Seen observation, Drift.@Nullable Seen drift) {}
