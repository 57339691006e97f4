/** Acts on resources: looks first, within limits, with approval, and so that it can be undone. */
@NullMarked
package dev.hexad.cloud.action;

import org.jspecify.annotations.NullMarked;
