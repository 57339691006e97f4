/** What a unit of something costs, from bills and from price lists. */
@NullMarked
package dev.hexad.finops.price;

import org.jspecify.annotations.NullMarked;
