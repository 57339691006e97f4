/** Deployments as processes of this machine. */
@NullMarked
package dev.hexad.cd.target.local;

import org.jspecify.annotations.NullMarked;
