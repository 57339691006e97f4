/** Where steps run: host processes, containers of an engine, pods. */
@NullMarked
package dev.hexad.ci.runner;

import org.jspecify.annotations.NullMarked;
