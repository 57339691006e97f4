/** Measures the IaC agent against the bare program. */
@NullMarked
package dev.hexad.standalone.bench.iac;

import org.jspecify.annotations.NullMarked;
