/** Bills of materials: which packages a source folder and an image hold. */
@NullMarked
package dev.hexad.oci.sbom;

import org.jspecify.annotations.NullMarked;
