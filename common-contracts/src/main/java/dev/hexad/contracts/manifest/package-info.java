/** What an agent tells about itself when it enrols. */
@NullMarked
package dev.hexad.contracts.manifest;

import org.jspecify.annotations.NullMarked;
