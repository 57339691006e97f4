/** Render: services that run an image. */
@NullMarked
package dev.hexad.cd.target.render;

import org.jspecify.annotations.NullMarked;
