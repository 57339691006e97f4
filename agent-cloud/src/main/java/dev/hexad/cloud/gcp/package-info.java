/** Google Cloud as a provider. */
@NullMarked
package dev.hexad.cloud.gcp;

import org.jspecify.annotations.NullMarked;
