/** Environments that follow a branch: what Git says is found out, shown and brought there. */
@NullMarked
package dev.hexad.cd.gitops;

import org.jspecify.annotations.NullMarked;
