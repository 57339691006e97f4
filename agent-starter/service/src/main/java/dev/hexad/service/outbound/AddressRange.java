package dev.hexad.service.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of IP addresses in CIDR notation; a lone address is a block of one. */
record AddressRange(InetAddress network, int bits) {

  /**
   * Reads {@code 10.0.0.0/8}, {@code fc00::/7} or a lone address literal.
   *
   * @throws IllegalArgumentException when the text is neither
   */
  static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress network = literal(address);
    int size = network.getAddress().length * 8;
    int bits = slash < 0 ? size : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > size) {
      throw new IllegalArgumentException(text + " has an impossible prefix length");
    }
    return new AddressRange(network, bits);
  }

  /** True for text that {@link #of} reads; names are never resolved for this. */
  static boolean isRange(String text) {
    try {
      of(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((mine[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }

  /** An address from its literal, without any look-up. */
  private static InetAddress literal(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    if (v6 ? !text.matches("[0-9a-fA-F:.]+") : !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      throw new IllegalArgumentException(text + " is not an IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text + " is not an IP address", e);
    }
  }

  /** The IPv4 address in four bytes of an IPv6 address, for example behind NAT64. */
  static InetAddress embedded(InetAddress v6, int offset) {
    byte[] bytes = v6.getAddress();
    try {
      return Inet4Address.getByAddress(
          new byte[] {bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
