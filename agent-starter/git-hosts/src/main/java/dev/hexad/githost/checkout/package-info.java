/** The files of one commit. */
@NullMarked
package dev.hexad.githost.checkout;

import org.jspecify.annotations.NullMarked;
