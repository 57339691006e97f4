/** The files of one commit. */
@NullMarked
package dev.hexad.ci.checkout;

import org.jspecify.annotations.NullMarked;
