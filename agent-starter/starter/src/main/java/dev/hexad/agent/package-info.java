/** Turns a Spring Boot application into a Hexad agent. */
@NullMarked
package dev.hexad.agent;

import org.jspecify.annotations.NullMarked;
