/** Hexad's own store of Terraform state: locked, versioned, encrypted, with its reads on record. */
@NullMarked
package dev.hexad.iac.state;

import org.jspecify.annotations.NullMarked;
