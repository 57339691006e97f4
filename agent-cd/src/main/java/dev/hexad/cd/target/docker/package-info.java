/** Deployments as containers of a Docker engine. */
@NullMarked
package dev.hexad.cd.target.docker;

import org.jspecify.annotations.NullMarked;
