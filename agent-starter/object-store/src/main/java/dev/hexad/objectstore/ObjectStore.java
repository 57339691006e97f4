package dev.hexad.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps objects of any size by key. A key is made of segments of letters, digits, dots, dashes and
 * underscores, separated by slashes. An object appears whole or not at all. Thread-safe.
 */
public interface ObjectStore {
  /** Where objects go, for people: scheme and bucket or folder, without credentials. */
  String location();

  /**
   * Stores the content of a file, over an earlier object of the key.
   *
   * @throws IOException when it could not be stored; then the earlier object is still there
   */
  void put(String key, Path content) throws IOException;

  /** The object's bytes, empty when there is none; to be closed by the caller. */
  Optional<InputStream> open(String key) throws IOException;

  /** Removes the object; a key without one is fine. */
  void delete(String key) throws IOException;

  /**
   * The key itself when it is one.
   *
   * @throws IllegalArgumentException when a segment is empty, starts with a dot or has other
   *     characters
   */
  static String checked(String key) {
    if (key.length() > 500
        || !key.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
      throw new IllegalArgumentException("'" + key + "' is not a key of an object");
    }
    return key;
  }
}
