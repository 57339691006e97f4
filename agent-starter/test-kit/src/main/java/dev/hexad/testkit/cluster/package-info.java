/** A Kubernetes cluster of one node for tests: an API server, and real containers under it. */
@NullMarked
package dev.hexad.testkit.cluster;

import org.jspecify.annotations.NullMarked;
