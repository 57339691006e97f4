/** The built-in OCI registry. */
@NullMarked
package dev.hexad.ci.oci;

import org.jspecify.annotations.NullMarked;
