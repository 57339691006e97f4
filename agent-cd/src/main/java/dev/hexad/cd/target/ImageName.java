package dev.hexad.cd.target;

import dev.hexad.contracts.event.ImageRef;

/** Finds where files name the image of a revision. */
public final class ImageName {
  private ImageName() {}

  /** Without digest and tag; a port is not a tag. */
  public static String bare(String name) {
    String undigested = name.replaceFirst("@.*", "");
    int colon = undigested.lastIndexOf(':');
    return colon > undigested.lastIndexOf('/') ? undigested.substring(0, colon) : undigested;
  }

  /** Whether a bare name stands for the image: its repository, or the last part of it. */
  public static boolean standsFor(String bare, ImageRef image) {
    return bare.equals(image.repository()) || bare.equals(last(image));
  }

  /** The shortest name that stands for the image. */
  public static String last(ImageRef image) {
    return image.repository().substring(image.repository().lastIndexOf('/') + 1);
  }
}
