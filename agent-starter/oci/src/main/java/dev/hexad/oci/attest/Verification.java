package dev.hexad.oci.attest;

import java.util.List;

/** Whether an image is what it should be. */
public sealed interface Verification {

  /**
   * The image is signed, and its provenance is signed and meets the expectations.
   *
   * @param signedBy id of the trusted key
   * @param sbomDigest of the bill of materials that the provenance names, and that is stored
   */
  record Verified(String signedBy, Provenance provenance, String sbomDigest)
      implements Verification {}

  /**
   * The image must not be used.
   *
   * @param reasons what is wrong, for people; never empty
   */
  record Unverified(List<String> reasons) implements Verification {
    public Unverified {
      reasons = List.copyOf(reasons);
    }
  }
}
