/** Deliveries from Git hosts: verified, de-duplicated, kept before they are answered. */
@NullMarked
package dev.hexad.ci.webhook;

import org.jspecify.annotations.NullMarked;
