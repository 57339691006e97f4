package dev.hexad.githost.webhook;

import java.util.Collection;
import java.util.Locale;

/**
 * The repository that a webhook belongs to. URLs are compared by host and path: https, ssh and scp
 * forms of one repository are the same, and ports, user names, letter case and a final {@code .git}
 * do not matter.
 *
 * @param url its clone URL, or the path of a local repository
 */
public record ExpectedRepository(String url) {

  /** True when one of the URLs is that of this repository. */
  public boolean isAmong(Collection<String> urls) {
    String mine = key(url);
    return !mine.isEmpty() && urls.stream().map(ExpectedRepository::key).anyMatch(mine::equals);
  }

  /** True when this repository's path ends with the given one, whatever the host. */
  boolean endsWith(String path) {
    return !path.isEmpty() && key(url).endsWith("/" + path.toLowerCase(Locale.ROOT));
  }

  private static String key(String url) {
    String rest = url.strip();
    int scheme = rest.indexOf("://");
    if (scheme > 0) {
      rest = rest.substring(scheme + 3);
      int slash = rest.indexOf('/');
      String host = slash < 0 ? rest : rest.substring(0, slash);
      String path = slash < 0 ? "" : rest.substring(slash);
      rest = withoutPort(host.substring(host.lastIndexOf('@') + 1)) + path;
    } else {
      int colon = rest.indexOf(':');
      int slash = rest.indexOf('/');
      if (colon > 0 && (slash < 0 || colon < slash)) {
        String host = rest.substring(0, colon);
        rest = host.substring(host.lastIndexOf('@') + 1) + "/" + rest.substring(colon + 1);
      }
    }
    int end = rest.length();
    while (end > 0 && rest.charAt(end - 1) == '/') {
      end--;
    }
    rest = rest.substring(0, end).toLowerCase(Locale.ROOT);
    return rest.endsWith(".git") ? rest.substring(0, rest.length() - 4) : rest;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
