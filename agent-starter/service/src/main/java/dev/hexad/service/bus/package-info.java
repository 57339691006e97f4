/** The port to the message bus, and its Kafka adapter. */
@NullMarked
package dev.hexad.service.bus;

import org.jspecify.annotations.NullMarked;
