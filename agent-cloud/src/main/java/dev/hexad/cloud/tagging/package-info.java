/** Rules for tags: how well they are kept, and how they are brought about. */
@NullMarked
package dev.hexad.cloud.tagging;

import org.jspecify.annotations.NullMarked;
