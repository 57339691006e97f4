/** Resources that infrastructure as code makes, and what an act on them would be there. */
@NullMarked
package dev.hexad.cloud.iac;

import org.jspecify.annotations.NullMarked;
