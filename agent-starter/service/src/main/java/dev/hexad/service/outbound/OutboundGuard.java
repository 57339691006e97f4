package dev.hexad.service.outbound;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether a URL that a user gave may be called: its host is resolved and every address of
 * it must be public or allow-listed. Stateless after construction and safe for all threads.
 *
 * <p>An entry of the allow-list is a block of addresses ({@code 10.1.0.0/16}), a host ({@code
 * git.internal}) or a host with a port ({@code git.internal:3000}). A host that is allowed by name
 * may be private, but is refused all the same when it points at link-local or metadata addresses;
 * those need their block in the list.
 */
public final class OutboundGuard {
  private final List<AddressRange> ranges;
  private final Set<String> hosts;

  private OutboundGuard(List<AddressRange> ranges, Set<String> hosts) {
    this.ranges = List.copyOf(ranges);
    this.hosts = Set.copyOf(hosts);
  }

  /**
   * A guard with an allow-list, which may be empty.
   *
   * @throws IllegalArgumentException when an entry is blank or has spaces or a scheme
   */
  public static OutboundGuard allowing(List<String> allow) {
    Set<String> hosts = new HashSet<>();
    for (String entry : allow) {
      if (!AddressRange.isRange(entry)) {
        if (!entry.matches("[A-Za-z0-9._-]+(:\\d{1,5})?")
            && !entry.matches("\\[[0-9a-fA-F:.]+](:\\d{1,5})?")) {
          throw new IllegalArgumentException(
              "'"
                  + entry
                  + "' in hexad.outbound.allow is no block of addresses and no host[:port]");
        }
        hosts.add(entry.toLowerCase(Locale.ROOT));
      }
    }
    return new OutboundGuard(
        allow.stream().filter(AddressRange::isRange).map(AddressRange::of).toList(), hosts);
  }

  /**
   * Checks a URL and resolves its host.
   *
   * @return the addresses of the host, all of them allowed
   * @throws HexadException of type invalid when the text is not an absolute http(s) URL with a host
   *     and without credentials; forbidden when an address is not allowed; upstream-failed when the
   *     host does not resolve
   */
  public List<InetAddress> check(String url) {
    return check(parse(url));
  }

  /** As {@link #check(String)}. */
  public List<InetAddress> check(URI uri) {
    String host = host(uri);
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "The host '" + host + "' is not known; check the address and the name service.",
          e);
    }
    boolean named = isNamed(host, Origin.of(uri).port());
    for (InetAddress address : addresses) {
      AddressClass type = AddressClass.of(address);
      boolean allowed =
          type == AddressClass.PUBLIC
              || ranges.stream().anyMatch(range -> range.contains(address))
              || named && type != AddressClass.METADATA;
      if (!allowed) {
        throw new HexadException(
            ProblemType.FORBIDDEN,
            "The host '"
                + host
                + "' has an address that is "
                + type.words()
                + "; if calls to it are wanted, an operator adds it to hexad.outbound.allow.");
      }
    }
    return List.of(addresses);
  }

  private boolean isNamed(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return hosts.contains(name) || hosts.contains(name + ":" + port);
  }

  private static URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new HexadException(ProblemType.INVALID, "The address is not a valid URL.", e);
    }
  }

  /** The host; {@code URI} has none for names with an underscore, which are refused with it. */
  private static String host(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new HexadException(
          ProblemType.INVALID, "An address must begin with http:// or https://.");
    }
    String host = uri.getHost();
    if (host == null || host.isBlank()) {
      throw new HexadException(
          ProblemType.INVALID,
          "The address has no valid host name; a name holds letters, digits, '-' and '.' only.");
    }
    if (uri.getRawUserInfo() != null) {
      throw new HexadException(
          ProblemType.INVALID, "The address holds a user name; store credentials as a secret.");
    }
    if (host.indexOf('%') >= 0) {
      throw new HexadException(ProblemType.INVALID, "The address names a network interface.");
    }
    return host;
  }
}
