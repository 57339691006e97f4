/** Amazon ECS: task definitions and services. */
@NullMarked
package dev.hexad.cd.target.ecs;

import org.jspecify.annotations.NullMarked;
