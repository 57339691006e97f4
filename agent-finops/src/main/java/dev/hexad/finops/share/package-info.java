/** Says who pays for what, and what one piece of work costs. */
@NullMarked
package dev.hexad.finops.share;

import org.jspecify.annotations.NullMarked;
