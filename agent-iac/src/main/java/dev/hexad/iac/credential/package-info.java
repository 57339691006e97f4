/** Credentials of clouds that live as long as one run. */
@NullMarked
package dev.hexad.iac.credential;

import org.jspecify.annotations.NullMarked;
