/** Where deployments run: the port, and one adapter each. */
@NullMarked
package dev.hexad.cd.target;

import org.jspecify.annotations.NullMarked;
