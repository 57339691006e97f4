/** The main job as a story: a real push, a real build, a real deployment, a real defect. */
@NullMarked
package dev.hexad.standalone.demo;

import org.jspecify.annotations.NullMarked;
