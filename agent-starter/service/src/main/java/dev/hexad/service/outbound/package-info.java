/** Requests to addresses that users give, kept away from what is private. */
@NullMarked
package dev.hexad.service.outbound;

import org.jspecify.annotations.NullMarked;
