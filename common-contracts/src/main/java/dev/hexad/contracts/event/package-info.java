/** Facts: what has happened, for everyone who wants to know. */
@NullMarked
package dev.hexad.contracts.event;

import org.jspecify.annotations.NullMarked;
