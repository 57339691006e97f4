/** Speaks JSON over HTTP with providers. */
@NullMarked
package dev.hexad.cd.target.http;

import org.jspecify.annotations.NullMarked;
