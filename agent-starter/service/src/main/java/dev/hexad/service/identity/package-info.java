/** Who calls: signed, short-lived identities. */
@NullMarked
package dev.hexad.service.identity;

import org.jspecify.annotations.NullMarked;
