/** Kubernetes manifests, applied on the server side, with an inventory of what belongs to whom. */
@NullMarked
package dev.hexad.cd.target.kubernetes;

import org.jspecify.annotations.NullMarked;
