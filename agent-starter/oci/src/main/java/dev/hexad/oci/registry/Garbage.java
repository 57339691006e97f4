package dev.hexad.oci.registry;

import java.util.List;

/**
 * What a garbage collection deleted, or would delete.
 *
 * @param blobs digests
 * @param bytes size of the blobs, in bytes
 * @param uploads number of uploads that were given up
 */
public record Garbage(List<String> blobs, long bytes, int uploads) {
  public Garbage {
    blobs = List.copyOf(blobs);
  }
}
