/** The REST API from a terminal: for people, and with --json and exit codes for scripts. */
@NullMarked
package dev.hexad.standalone.cli;

import org.jspecify.annotations.NullMarked;
