/** The CloudEvents envelope, its codec and the ids and money that messages carry. */
@NullMarked
package dev.hexad.contracts.message;

import org.jspecify.annotations.NullMarked;
