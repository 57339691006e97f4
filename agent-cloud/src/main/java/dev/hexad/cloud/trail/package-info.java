/** Who did what: what the logs of providers say, and what Hexad itself did. */
@NullMarked
package dev.hexad.cloud.trail;

import org.jspecify.annotations.NullMarked;
