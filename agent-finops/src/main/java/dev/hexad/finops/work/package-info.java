/** Remembers what other agents did, to count it and to suspect it. */
@NullMarked
package dev.hexad.finops.work;

import org.jspecify.annotations.NullMarked;
