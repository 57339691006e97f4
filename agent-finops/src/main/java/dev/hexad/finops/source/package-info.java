/** Fetches bills from where they are delivered. */
@NullMarked
package dev.hexad.finops.source;

import org.jspecify.annotations.NullMarked;
