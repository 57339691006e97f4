/** Finds resources as they are and as they were. */
@NullMarked
package dev.hexad.cloud.search;

import org.jspecify.annotations.NullMarked;
