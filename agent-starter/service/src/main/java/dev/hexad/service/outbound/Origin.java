package dev.hexad.service.outbound;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of a URL (RFC 6454); credentials never leave the origin they are for.
 *
 * @param port the written port, or the usual one of the scheme
 */
public record Origin(@Nullable String scheme, @Nullable String host, int port) {

  public static Origin of(URI uri) {
    String scheme = lower(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
    return new Origin(scheme, lower(uri.getHost()), port);
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
