/** Messages out in the transaction that caused them, messages in once. */
@NullMarked
package dev.hexad.service.outbox;

import org.jspecify.annotations.NullMarked;
