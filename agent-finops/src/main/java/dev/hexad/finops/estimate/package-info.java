/** What planned changes of resources will cost, and how far earlier estimates were off. */
@NullMarked
package dev.hexad.finops.estimate;

import org.jspecify.annotations.NullMarked;
