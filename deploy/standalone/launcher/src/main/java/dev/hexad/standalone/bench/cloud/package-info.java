/** Measures reading and searching a large inventory. */
@NullMarked
package dev.hexad.standalone.bench.cloud;

import org.jspecify.annotations.NullMarked;
