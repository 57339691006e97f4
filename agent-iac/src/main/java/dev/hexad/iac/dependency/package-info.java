/** Which versions of providers and modules workspaces use, and which are behind. */
@NullMarked
package dev.hexad.iac.dependency;

import org.jspecify.annotations.NullMarked;
