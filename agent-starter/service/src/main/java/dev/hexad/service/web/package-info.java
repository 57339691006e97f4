/** Problem details, declared scopes and limits of the REST edge. */
@NullMarked
package dev.hexad.service.web;

import org.jspecify.annotations.NullMarked;
