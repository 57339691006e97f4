/** Applications and their repositories. */
@NullMarked
package dev.hexad.orchestrator.application;

import org.jspecify.annotations.NullMarked;
