/** How providers are asked that speak JSON over HTTP. */
@NullMarked
package dev.hexad.cloud.rest;

import org.jspecify.annotations.NullMarked;
