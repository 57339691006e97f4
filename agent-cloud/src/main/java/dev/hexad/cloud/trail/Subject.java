package dev.hexad.cloud.trail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name of a resource, and what logs may have in its place.
 *
 * @param whole the name itself
 * @param service of an ARN, for example {@code ec2}; empty for other names
 * @param parts of an ARN, shorter names that are good within the service only
 */
record Subject(String whole, String service, List<String> parts) {
  private static final Pattern ARN =
      Pattern.compile("arn:[^:]*:([^:]*):[^:]*:[^:]*:(?:[^:/]+[:/])?(.+?)(?::\\*)?");

  Subject {
    parts = List.copyOf(parts);
  }

  static Subject of(String name) {
    String whole = name.strip();
    Matcher arn = ARN.matcher(whole);
    if (!arn.matches()) {
      return new Subject(whole, "", List.of());
    }
    Set<String> parts = new LinkedHashSet<>();
    parts.add(arn.group(2));
    parts.add(arn.group(2).replaceFirst(".*[:/]", ""));
    return new Subject(whole, arn.group(1), List.copyOf(parts));
  }
}
