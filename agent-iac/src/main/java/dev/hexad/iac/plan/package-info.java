/** Plans, and applying exactly one of them. */
@NullMarked
package dev.hexad.iac.plan;

import org.jspecify.annotations.NullMarked;
