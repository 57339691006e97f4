/** Runs that Terraform Cloud does in place of this machine. */
@NullMarked
package dev.hexad.iac.hosted;

import org.jspecify.annotations.NullMarked;
