/** Encryption of values at rest. */
@NullMarked
package dev.hexad.service.vault;

import org.jspecify.annotations.NullMarked;
