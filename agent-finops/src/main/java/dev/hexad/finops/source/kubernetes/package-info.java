/** The bill of nodes, split among the pods that ran on them. */
@NullMarked
package dev.hexad.finops.source.kubernetes;

import org.jspecify.annotations.NullMarked;
