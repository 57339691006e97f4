/** Says what can be saved, and later what was. */
@NullMarked
package dev.hexad.finops.saving;

import org.jspecify.annotations.NullMarked;
