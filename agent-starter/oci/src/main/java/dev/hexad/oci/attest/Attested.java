package dev.hexad.oci.attest;

/**
 * What was attached to an image: digests of the three manifests.
 *
 * @param components number of packages in the bill of materials
 */
public record Attested(
    String sbomDigest, String provenanceDigest, String signatureDigest, int components) {}
