/** The sample application, and Hexad's API as a client sees it. */
@NullMarked
package dev.hexad.standalone.sample;

import org.jspecify.annotations.NullMarked;
