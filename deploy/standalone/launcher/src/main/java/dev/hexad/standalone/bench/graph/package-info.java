/** Measures ledger and change graph at a size that takes years to reach. */
@NullMarked
package dev.hexad.standalone.bench.graph;

import org.jspecify.annotations.NullMarked;
