/** Tells Git hosts how runs go. */
@NullMarked
package dev.hexad.ci.status;

import org.jspecify.annotations.NullMarked;
