/** JSON Schemas from records, and checks against them. */
@NullMarked
package dev.hexad.service.schema;

import org.jspecify.annotations.NullMarked;
