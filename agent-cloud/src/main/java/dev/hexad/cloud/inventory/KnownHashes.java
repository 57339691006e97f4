package dev.hexad.cloud.inventory;

import java.util.UUID;

/**
 * What is known of the resources of a scope, at 17 bytes each, so that half a million fit: for the
 * first half of each key the fingerprint, and whether it was seen. An open-addressed hash table;
 * keys are hashes themselves and need no further mixing.
 */
final class KnownHashes {
  private static final byte FREE = 0;
  private static final byte KNOWN = 1;
  private static final byte SEEN = 2;

  private long[] keys = new long[1024];
  private long[] hashes = new long[1024];
  private byte[] marks = new byte[1024];
  private int size;
  private int unseen;

  /** What a resource is in comparison with what is known. */
  enum Novelty {
    NEW,
    CHANGED,
    SAME
  }

  void known(UUID uid, long hash) {
    put(uid.getMostSignificantBits(), hash, KNOWN);
    unseen++;
  }

  /** The resource was met; compares, and knows it from now on. */
  Novelty see(UUID uid, long hash) {
    int slot = slot(uid.getMostSignificantBits());
    if (marks[slot] == FREE) {
      put(uid.getMostSignificantBits(), hash, SEEN);
      return Novelty.NEW;
    }
    if (marks[slot] == KNOWN) {
      marks[slot] = SEEN;
      unseen--;
    }
    if (hashes[slot] == hash) {
      return Novelty.SAME;
    }
    hashes[slot] = hash;
    return Novelty.CHANGED;
  }

  /** Whether it is known with just this fingerprint. */
  boolean is(long key, long hash) {
    int slot = slot(key);
    return marks[slot] != FREE && hashes[slot] == hash;
  }

  /** What is known was met, as it is known. */
  void met(long key) {
    int slot = slot(key);
    if (marks[slot] == KNOWN) {
      marks[slot] = SEEN;
      unseen--;
    }
  }

  /** Whether it was known and not met. */
  boolean missed(UUID uid) {
    return marks[slot(uid.getMostSignificantBits())] == KNOWN;
  }

  int unseen() {
    return unseen;
  }

  /** How many were met, each counted once. */
  int seen() {
    return size - unseen;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (marks[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void put(long key, long hash, byte mark) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(key);
    keys[slot] = key;
    hashes[slot] = hash;
    marks[slot] = mark;
    size++;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldHashes = hashes;
    byte[] oldMarks = marks;
    int length = keys.length * 2;
    keys = new long[length];
    hashes = new long[length];
    marks = new byte[length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldMarks[i] != FREE) {
        put(oldKeys[i], oldHashes[i], oldMarks[i]);
      }
    }
  }
}
