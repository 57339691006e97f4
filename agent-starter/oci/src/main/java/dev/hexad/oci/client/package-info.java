/** The client of OCI registries and the ways to log in to them. */
@NullMarked
package dev.hexad.oci.client;

import org.jspecify.annotations.NullMarked;
