/** Checks resources against rules, and keeps what is found until it is right. */
@NullMarked
package dev.hexad.cloud.audit;

import org.jspecify.annotations.NullMarked;
