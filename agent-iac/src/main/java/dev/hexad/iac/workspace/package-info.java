/** Workspaces: where their configuration comes from, and what keeps watch over them. */
@NullMarked
package dev.hexad.iac.workspace;

import org.jspecify.annotations.NullMarked;
