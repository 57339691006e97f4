/** Folders kept between builds, keyed by the content of lock files. */
@NullMarked
package dev.hexad.ci.cache;

import org.jspecify.annotations.NullMarked;
