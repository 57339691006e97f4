package dev.hexad.service.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * What an address is for, after the special-purpose registries of IANA (RFC 6890, RFC 8190). Only
 * {@link #PUBLIC} addresses may be called without an allow-list.
 */
enum AddressClass {
  METADATA(
      "of a cloud's metadata service",
      "169.254.0.0/16",
      "168.63.129.16",
      "100.100.100.200",
      "fd00:ec2::/32",
      "fe80::/10"),
  LOOPBACK("of this machine", "127.0.0.0/8", "0.0.0.0/8", "::/128", "::1/128"),
  PRIVATE(
      "private",
      "10.0.0.0/8",
      "172.16.0.0/12",
      "192.168.0.0/16",
      "100.64.0.0/10",
      "fc00::/7",
      "fec0::/10"),
  MULTICAST("multicast or broadcast", "224.0.0.0/4", "240.0.0.0/4", "ff00::/8"),
  RESERVED(
      "reserved",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "100::/64",
      "2001::/23",
      "2001:db8::/32",
      "3fff::/20",
      "5f00::/16"),
  PUBLIC("public");

  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");
  private static final AddressRange LOCAL_NAT64 = AddressRange.of("64:ff9b:1::/48");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");
  private static final AddressRange IPV4_COMPATIBLE = AddressRange.of("::/96");

  private final String words;
  private final List<AddressRange> ranges;

  AddressClass(String words, String... ranges) {
    this.words = words;
    this.ranges = List.of(ranges).stream().map(AddressRange::of).toList();
  }

  String words() {
    return words;
  }

  /** The class of an address; an IPv4 address inside an IPv6 one decides for it. */
  static AddressClass of(InetAddress address) {
    for (AddressClass candidate : values()) {
      if (candidate.ranges.stream().anyMatch(range -> range.contains(address))) {
        return candidate;
      }
    }
    if (address instanceof Inet6Address) {
      if (LOCAL_NAT64.contains(address)) {
        return PRIVATE;
      }
      if (NAT64.contains(address) || IPV4_COMPATIBLE.contains(address)) {
        return of(AddressRange.embedded(address, 12));
      }
      if (SIX_TO_FOUR.contains(address)) {
        return of(AddressRange.embedded(address, 2));
      }
    }
    return PUBLIC;
  }
}
