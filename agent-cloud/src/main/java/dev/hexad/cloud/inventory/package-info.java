/** What there is, and what there was. */
@NullMarked
package dev.hexad.cloud.inventory;

import org.jspecify.annotations.NullMarked;
