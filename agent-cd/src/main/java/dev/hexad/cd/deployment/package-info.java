/** Deployments: revisions of an application in an environment, forward and back. */
@NullMarked
package dev.hexad.cd.deployment;

import org.jspecify.annotations.NullMarked;
