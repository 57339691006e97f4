/** Kubernetes clusters as a provider. */
@NullMarked
package dev.hexad.cloud.kubernetes;

import org.jspecify.annotations.NullMarked;
