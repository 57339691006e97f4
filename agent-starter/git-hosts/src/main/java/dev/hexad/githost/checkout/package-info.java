/** The files of one commit. */
@NullMarked
package dev.hexad.iac.checkout;

import org.jspecify.annotations.NullMarked;
