/** Works everything out anew after imports, and each night. */
@NullMarked
package dev.hexad.finops.refresh;

import org.jspecify.annotations.NullMarked;
