/** Words that the registry, its client and attestations share. */
@NullMarked
package dev.hexad.oci;

import org.jspecify.annotations.NullMarked;
