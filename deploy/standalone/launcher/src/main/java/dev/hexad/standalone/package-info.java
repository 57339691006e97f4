/** Hexad on one machine: embedded servers, the seven services, and the commands to run them. */
@NullMarked
package dev.hexad.standalone;

import org.jspecify.annotations.NullMarked;
