/** What Hexad reads from Git hosts and writes back: statuses, checks, comments, branches. */
@NullMarked
package dev.hexad.githost.api;

import org.jspecify.annotations.NullMarked;
