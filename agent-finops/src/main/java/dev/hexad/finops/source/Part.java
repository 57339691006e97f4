package dev.hexad.finops.source;

import dev.hexad.finops.source.CostSource.Delivery;
import dev.hexad.finops.store.Replacing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of a bill. Exports of one period come in numbered parts in a folder of their own; these
 * belong together, for each of them alone would replace the days of the others.
 *
 * @param key with slashes
 * @param version changes with its content
 */
public record Part(String key, String version) {
  private static final Pattern BILL = Pattern.compile("(?i).*\\.(csv(\\.gz)?|parquet)");
  private static final Pattern NUMBERED =
      Pattern.compile("(?i)(.*[-_])?\\d{5}(\\.\\w+)?\\.(csv(\\.gz)?|parquet)|part[-_].*");

  /** Whether it is a bill at all; exports lie beside manifests. */
  public boolean bill() {
    return BILL.matcher(name()).matches();
  }

  private String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private String group() {
    return NUMBERED.matcher(name()).matches() && key.contains("/")
        ? key.substring(0, key.lastIndexOf('/') + 1)
        : key;
  }

  /** What belongs together, by the key of the delivery. */
  public static Map<String, List<Part>> grouped(List<Part> parts) {
    return parts.stream()
        .filter(Part::bill)
        .collect(
            Collectors.groupingBy(
                Part::group,
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    list -> list.stream().sorted(Comparator.comparing(Part::key)).toList())));
  }

  /** The deliveries that these parts make up. */
  public static List<Delivery> deliveries(List<Part> parts) {
    return grouped(parts).entrySet().stream()
        .map(group -> new Delivery(group.getKey(), version(group.getValue()), Replacing.DAYS))
        .toList();
  }

  private static String version(List<Part> parts) {
    try {
      String all =
          parts.stream()
              .map(part -> part.key() + "\n" + part.version())
              .collect(Collectors.joining("\n"));
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
