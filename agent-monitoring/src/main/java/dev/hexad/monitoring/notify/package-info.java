/** Notifications: each is sent once to each channel, and kept until it is. */
@NullMarked
package dev.hexad.monitoring.notify;

import org.jspecify.annotations.NullMarked;
