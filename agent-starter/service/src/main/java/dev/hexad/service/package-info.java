/** How a Hexad service starts and what it always has. */
@NullMarked
package dev.hexad.service;

import org.jspecify.annotations.NullMarked;
