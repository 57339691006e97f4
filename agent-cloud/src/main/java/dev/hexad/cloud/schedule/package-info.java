/** What runs only when somebody works. */
@NullMarked
package dev.hexad.cloud.schedule;

import org.jspecify.annotations.NullMarked;
