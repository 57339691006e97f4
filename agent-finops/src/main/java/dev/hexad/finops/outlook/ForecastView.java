package dev.hexad.finops.outlook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it is shown.
 *
 * @param hidden why it is better not believed, null when it may be
 * @param errorShare mean error of a day against a mean day, 0 to 1 and more
 * @param naiveErrorShare the same for repeating the last week
 * @param next30 what is expected of the next 30 days together
 */
record ForecastView(
    String dimension,
    String key,
    String currency,
    boolean sample,
    LocalDate lastDay,
    int historyDays,
    Map<String, Double> methods,
    int backtests,
    @Nullable Double errorShare,
    @Nullable Double naiveErrorShare,
    @Nullable Double covered80,
    @Nullable Double covered95,
    @Nullable String hidden,
    double next30,
    List<Step> steps,
    Instant madeAt) {

  /** One day. */
  record Step(
      LocalDate day, double point, double low80, double high80, double low95, double high95) {}

  static ForecastView of(Outlook outlook, int most) {
    List<Step> steps = new ArrayList<>();
    double next30 = 0;
    for (int i = 0; i < outlook.point().length; i++) {
      next30 += i < 30 ? outlook.point()[i] : 0;
      if (i < most) {
        steps.add(
            new Step(
                outlook.lastDay().plusDays(i + 1L),
                outlook.point()[i],
                outlook.low80()[i],
                outlook.high80()[i],
                outlook.low95()[i],
                outlook.high95()[i]));
      }
    }
    return new ForecastView(
        outlook.name().dimension(),
        outlook.name().key(),
        outlook.name().currency(),
        outlook.sample(),
        outlook.lastDay(),
        outlook.days(),
        outlook.methods(),
        outlook.origins(),
        share(outlook.error(), outlook.mean()),
        share(outlook.naiveError(), outlook.mean()),
        outlook.covered80(),
        outlook.covered95(),
        hidden(outlook),
        next30,
        steps,
        outlook.madeAt());
  }

  private static @Nullable String hidden(Outlook outlook) {
    if (outlook.origins() == 0) {
      return "the history of " + outlook.days() + " days is too short to test a forecast on it";
    }
    return outlook.better() ? null : "it is no better than repeating the last week";
  }

  private static @Nullable Double share(@Nullable Double error, double mean) {
    return error == null || mean == 0 ? null : error / Math.abs(mean);
  }
}
