/** Terraform or OpenTofu as a process. */
@NullMarked
package dev.hexad.iac.tool;

import org.jspecify.annotations.NullMarked;
