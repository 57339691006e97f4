/** Bills of Azure, from Cost Management. */
@NullMarked
package dev.hexad.finops.source.azure;

import org.jspecify.annotations.NullMarked;
