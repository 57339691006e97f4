/** When something may be changed: windows of the week and freezes. */
@NullMarked
package dev.hexad.contracts.schedule;

import org.jspecify.annotations.NullMarked;
