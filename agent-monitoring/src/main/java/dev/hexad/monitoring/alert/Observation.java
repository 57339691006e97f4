package dev.hexad.monitoring.alert;

import dev.hexad.contracts.event.Suspect;
import dev.hexad.monitoring.settings.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule, or somebody else, says of the same thing again and again.
 *
 * @param fingerprint what makes it the same
 * @param bad whether it should alert
 * @param excess how far out it is, in its own measure; when it grows clearly, an acknowledged alert
 *     fires again
 * @param hold it has to be bad for so long before it fires
 * @param keep it has to be good for so long before it is over
 * @param endsAt when it is over unless it is told again; null for never
 */
public record Observation(
    String fingerprint,
    What what,
    Place place,
    boolean bad,
    double excess,
    Duration hold,
    Duration keep,
    @Nullable Instant endsAt) {

  /** Who says so. */
  public enum Origin {
    /** Hexad's own rules over what runs. */
    STANDING,
    /** A configured rule. */
    RULE,
    /** A burn rate. */
    OBJECTIVE,
    /** Another system. */
    EXTERNAL
  }

  /**
   * What it says.
   *
   * @param signal key of the signal, if there is one
   * @param revision that was running, if that matters
   * @param link where more is to be seen
   */
  public record What(
      Origin origin,
      String rule,
      Severity severity,
      String title,
      String description,
      @Nullable String signal,
      @Nullable Double value,
      @Nullable Integer revision,
      Map<String, String> labels,
      @Nullable String link,
      List<Suspect> suspects) {
    public What {
      labels = Map.copyOf(labels);
      suspects = List.copyOf(suspects);
    }

    /** Without signal, labels and link. */
    public static What standing(
        String rule,
        Severity severity,
        String title,
        String description,
        @Nullable Integer revision,
        List<Suspect> suspects) {
      return new What(
          Origin.STANDING,
          rule,
          severity,
          title,
          description,
          null,
          null,
          revision,
          Map.of(),
          null,
          suspects);
    }
  }
}
