/** The built-in OCI registry. */
@NullMarked
package dev.hexad.oci.registry;

import org.jspecify.annotations.NullMarked;
