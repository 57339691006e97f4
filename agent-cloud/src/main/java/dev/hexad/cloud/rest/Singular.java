package dev.hexad.cloud.rest;

/** Providers name collections; the inventory names what is in them. */
public final class Singular {
  private Singular() {}

  /** For example {@code policy} for {@code policies}. */
  public static String of(String many) {
    if (many.endsWith("ies")) {
      return many.substring(0, many.length() - 3) + "y";
    }
    if (many.endsWith("sses") || many.endsWith("ches") || many.endsWith("xes")) {
      return many.substring(0, many.length() - 2);
    }
    return many.endsWith("s") && !many.endsWith("ss") ? many.substring(0, many.length() - 1) : many;
  }
}
