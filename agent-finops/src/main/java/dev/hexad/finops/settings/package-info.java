/** What operators configure. */
@NullMarked
package dev.hexad.finops.settings;

import org.jspecify.annotations.NullMarked;
