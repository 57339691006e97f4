/** Which providers, modules and hosts runs of a workspace may use. */
@NullMarked
package dev.hexad.iac.boundary;

import org.jspecify.annotations.NullMarked;
