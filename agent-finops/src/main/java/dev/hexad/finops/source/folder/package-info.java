/** Bills in a folder. */
@NullMarked
package dev.hexad.finops.source.folder;

import org.jspecify.annotations.NullMarked;
