/** The pipeline file hexad.yml: model, parser and line-numbered errors. */
@NullMarked
package dev.hexad.contracts.pipeline;

import org.jspecify.annotations.NullMarked;
