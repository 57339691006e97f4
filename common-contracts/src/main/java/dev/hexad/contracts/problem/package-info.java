/** Errors as RFC 9457 problems with stable types. */
@NullMarked
package dev.hexad.contracts.problem;

import org.jspecify.annotations.NullMarked;
