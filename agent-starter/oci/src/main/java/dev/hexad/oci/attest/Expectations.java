package dev.hexad.oci.attest;

import org.jspecify.annotations.Nullable;

/**
 * What a provenance must say.
 *
 * @param sourceRepository URL of the Git repository, null for any
 * @param builderId who must have built it, null for anyone with a trusted key
 */
public record Expectations(@Nullable String sourceRepository, @Nullable String builderId) {
  /** Any source and any builder with a trusted key. */
  public static final Expectations NONE = new Expectations(null, null);
}
