/** Measures how often the guilty change is named, on a simulated estate. */
@NullMarked
package dev.hexad.standalone.bench.suspects;

import org.jspecify.annotations.NullMarked;
