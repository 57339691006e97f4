/** Azure as a provider. */
@NullMarked
package dev.hexad.cloud.azure;

import org.jspecify.annotations.NullMarked;
