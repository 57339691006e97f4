/** The stable address of an environment, with weights between revisions. */
@NullMarked
package dev.hexad.cd.routing;

import org.jspecify.annotations.NullMarked;
