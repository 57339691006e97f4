/** Folders as archives, safe against what an archive may hold. */
@NullMarked
package dev.hexad.ci.archive;

import org.jspecify.annotations.NullMarked;
