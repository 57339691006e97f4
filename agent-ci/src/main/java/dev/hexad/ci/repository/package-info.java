/** Which repositories are watched, and the secrets of their webhooks. */
@NullMarked
package dev.hexad.ci.repository;

import org.jspecify.annotations.NullMarked;
