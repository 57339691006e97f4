package dev.hexad.finops.outlook;

/**
 * What is forecast.
 *
 * @param dimension {@code total}, {@code budget}, or what costs are grouped by
 * @param key value of the dimension, empty for the total
 */
public record SeriesName(String dimension, String key, String currency) {
  public static final String TOTAL = "total";
  public static final String BUDGET = "budget";

  public static SeriesName total(String currency) {
    return new SeriesName(TOTAL, "", currency);
  }
}
