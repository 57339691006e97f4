/** What people want by comments on pull requests: plan again, apply, give back what is held. */
@NullMarked
package dev.hexad.ci.comment;

import org.jspecify.annotations.NullMarked;
