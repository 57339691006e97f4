/** Real PostgreSQL, Kafka and Redis, started and supervised as child processes of one machine. */
@NullMarked
package dev.hexad.servers;

import org.jspecify.annotations.NullMarked;
