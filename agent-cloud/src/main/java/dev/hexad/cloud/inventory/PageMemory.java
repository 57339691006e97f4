package dev.hexad.cloud.inventory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which resources stood on which page of a scope when it was read last, at 16 bytes each. It is
 * only ever a shortcut: what is on a page is compared with the inventory before it counts as known.
 */
final class PageMemory {
  /** More than this of one scope is taken apart each time. */
  private static final int MOST = 250_000;

  private final List<String> ownerTags;
  private Map<Long, Page> pages = Map.of();

  /**
   * A memory.
   *
   * @param ownerTags by which owners were found; with others all may look different
   */
  PageMemory(List<String> ownerTags) {
    this.ownerTags = List.copyOf(ownerTags);
  }

  boolean isFor(List<String> tags) {
    return ownerTags.equals(tags);
  }

  synchronized @Nullable Page page(long hash) {
    return pages.get(hash);
  }

  /** From now on these are the pages. */
  synchronized void replace(Map<Long, Page> read) {
    int size = read.values().stream().mapToInt(page -> page.size).sum();
    pages = size > MOST ? Map.of() : new HashMap<>(read);
  }

  /** The keys and fingerprints on a page. */
  static final class Page {
    private long[] keys = new long[64];
    private long[] hashes = new long[64];
    private int size;

    void add(long key, long hash) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
      }
      keys[size] = key;
      hashes[size++] = hash;
    }

    /** Marks all as met, or none when one of them is otherwise in the inventory. */
    boolean met(KnownHashes known) {
      for (int i = 0; i < size; i++) {
        if (!known.is(keys[i], hashes[i])) {
          return false;
        }
      }
      for (int i = 0; i < size; i++) {
        known.met(keys[i]);
      }
      return true;
    }
  }
}
