/** Webhooks of Git hosts and Jenkins: whether a delivery is genuine, and what it says. */
@NullMarked
package dev.hexad.githost.webhook;

import org.jspecify.annotations.NullMarked;
