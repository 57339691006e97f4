package dev.hexad.finops.price;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A price that is wanted.
 *
 * @param size for example {@code m5.large}; empty where there are none
 * @param variant for example the engine of a database; empty where there are none
 * @param region as the provider names it
 */
public record PriceQuestion(Meter meter, String size, String variant, String region) {
  private static final Pattern SAFE = Pattern.compile("[\\w .-]{0,60}");

  public PriceQuestion {
    if (!SAFE.matcher(size).matches() || !SAFE.matcher(variant).matches()) {
      throw new IllegalArgumentException("'" + size + "' or '" + variant + "' is no size");
    }
  }

  /** Of something that has no variants. */
  public static PriceQuestion of(Meter meter, String size, String region) {
    return new PriceQuestion(meter, size, "", region);
  }

  /** The words that a bill must have, as a regular expression of PostgreSQL. */
  String pattern() {
    return meter.words().replace("SIZE", quoted(size)).replace("VARIANT", quoted(variant));
  }

  /** The words that it must not have, null for none. */
  @Nullable String not() {
    return meter.not().isEmpty() ? null : meter.not();
  }

  private static String quoted(String text) {
    return text.replace(".", "\\.").replace("_", "[ _]");
  }
}
