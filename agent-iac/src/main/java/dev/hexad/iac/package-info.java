/** The IaC agent. */
@NullMarked
package dev.hexad.iac;

import org.jspecify.annotations.NullMarked;
