/** What every provider of resources offers. */
@NullMarked
package dev.hexad.cloud.provider;

import org.jspecify.annotations.NullMarked;
