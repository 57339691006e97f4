package dev.hexad.finops.cost;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.Metric;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What addresses of questions have in common; the names are those of the parameters. */
public record Asked(
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
    @Nullable String metric,
    @Nullable String currency,
    @Nullable Boolean sample) {

  /**
   * The question.
   *
   * @param filters taken from the request as they are: a list would be split at commas, which names
   *     of services have
   */
  public Question question(FinopsSettings settings, String @Nullable [] filters) {
    return new Question(
        from,
        to,
        metric == null ? Metric.BILLED : word(Metric.class, "metric", metric),
        currency == null ? null : currency.strip().toUpperCase(Locale.ROOT),
        Filter.parse(filters == null ? List.of() : List.of(filters), settings),
        !Boolean.FALSE.equals(sample));
  }

  /** The constant of a word in an address. */
  public static <E extends Enum<E>> E word(Class<E> type, String parameter, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            new HexadException(
                ProblemType.BAD_REQUEST,
                "'%s' can be %s, not '%s'."
                    .formatted(
                        parameter,
                        String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList()),
                        word)));
  }
}
