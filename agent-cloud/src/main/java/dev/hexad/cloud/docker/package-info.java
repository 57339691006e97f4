/** The Docker engine as a provider. */
@NullMarked
package dev.hexad.cloud.docker;

import org.jspecify.annotations.NullMarked;
