/** Expressions that users write: CEL, typed, bounded, without side effects. */
@NullMarked
package dev.hexad.contracts.expression;

import org.jspecify.annotations.NullMarked;
