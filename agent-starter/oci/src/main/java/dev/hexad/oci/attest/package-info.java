/**
 * Bills of materials, provenance and signatures of images: made after a build, verified before a
 * deployment.
 */
@NullMarked
package dev.hexad.oci.attest;

import org.jspecify.annotations.NullMarked;
