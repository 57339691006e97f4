/** Drift checks of many objects, against a small Kubernetes API server in a process of its own. */
@NullMarked
package dev.hexad.standalone.bench.drift;

import org.jspecify.annotations.NullMarked;
