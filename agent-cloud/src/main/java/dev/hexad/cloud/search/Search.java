package dev.hexad.cloud.search;

import dev.hexad.cloud.search.FilterSql.Compiled;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/** Finds resources by a filter, now or at a past time. */
@Service
public class Search {
  private final JdbcClient jdbc;
  private final Clock clock;

  Search(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What a list is sorted by. */
  enum Sort {
    NAME("name", "text", false),
    TYPE("type", "text", false),
    STATE("state", "text", false),
    REGION("region", "text", false),
    CHANGED("valid_from", "timestamptz", true),
    CREATED("coalesce(created_at, '-infinity')", "timestamptz", true);

    private final String column;
    private final String type;
    private final boolean newestFirst;

    Sort(String column, String type, boolean newestFirst) {
      this.column = column;
      this.type = type;
      this.newestFirst = newestFirst;
    }
  }

  /**
   * A question.
   *
   * @param filter in the filter language; all resources when blank
   * @param at as it was then; as it is now when null
   */
  record Question(String filter, @Nullable Instant at, Sort sort) {}

  /** The place after which the next page begins. */
  private record Place(String sort, String value, UUID uid) {}

  /** A resource and its place in the list. */
  record Found(Resource resource, String cursor) {}

  /** The next resources after the cursor. */
  List<Found> page(Question question, @Nullable String cursor, int limit) {
    Compiled filter = compiled(question.filter(), question.at());
    Sort sort = question.sort();
    Place after = cursor == null || cursor.isEmpty() ? null : place(cursor, sort);
    String order = sort.newestFirst ? " desc" : "";
    String next =
        after == null
            ? ""
            : " and (%s, uid) %s (cast(:place as %s), :uid)"
                .formatted(sort.column, sort.newestFirst ? "<" : ">", sort.type);
    var query =
        jdbc.sql(
                "select %s, (%s)::text as place from resource where %s and %s%s order by %s%s, uid%s limit :limit"
                    .formatted(
                        Resource.COLUMNS,
                        sort.column,
                        when(question.at()),
                        filter.condition(),
                        next,
                        sort.column,
                        order,
                        order))
            .params(filter.parameters())
            .param("limit", limit);
    if (question.at() != null) {
      query = query.param("at", Timestamp.from(question.at()));
    }
    if (after != null) {
      query = query.param("place", after.value()).param("uid", after.uid());
    }
    return query
        .query((rs, n) -> {
          Resource resource = Resource.of(rs, n);
          return new Found(
              resource, cursor(new Place(sort.name(), rs.getString("place"), resource.uid())));
        })
        .list();
  }

  /** A value and how many resources have it. */
  public record Count(@Nullable String value, long count) {}

  /** How many there are of each value, most first. */
  List<Count> counts(Question question, String by, int limit) {
    Compiled filter = compiled(question.filter(), question.at());
    String group =
        switch (by) {
          case "type", "provider", "account", "region", "service", "state", "owner" -> by;
          default -> {
            if (!by.startsWith("tag.")) {
              throw new HexadException(
                  ProblemType.BAD_REQUEST,
                  "'by' can be type, provider, account, region, service, state, owner and"
                      + " tag.<key>, not '"
                      + by
                      + "'.");
            }
            yield "tags ->> cast(:key as text)";
          }
        };
    var query =
        jdbc.sql(
                "select %s as value, count(*) as count from resource where %s and %s group by 1 order by 2 desc, 1 limit :limit"
                    .formatted(group, when(question.at()), filter.condition()))
            .params(filter.parameters())
            .param("limit", limit);
    if (by.startsWith("tag.")) {
      query = query.param("key", by.substring(4));
    }
    if (question.at() != null) {
      query = query.param("at", Timestamp.from(question.at()));
    }
    return query.query((rs, n) -> new Count(rs.getString("value"), rs.getLong("count"))).list();
  }

  /** How many resources the filter finds now. */
  public long count(String text) {
    Compiled filter = compiled(text, null);
    return jdbc.sql(
            "select count(*) from resource where %s and %s"
                .formatted(when(null), filter.condition()))
        .params(filter.parameters())
        .query(Long.class)
        .single();
  }

  /** Those that the filter finds now, at most {@code limit}. */
  public List<Resource> find(String text, int limit) {
    return page(new Question(text, null, Sort.NAME), null, limit).stream()
        .map(Found::resource)
        .toList();
  }

  private Compiled compiled(String filter, @Nullable Instant at) {
    return FilterSql.of(FilterParser.parse(filter), at == null ? clock.instant() : at);
  }

  private static String when(@Nullable Instant at) {
    return at == null
        ? "valid_to is null and not removed"
        : "valid_from <= :at and (valid_to is null or valid_to > :at) and not removed";
  }

  private static String cursor(Place place) {
    byte[] text = Json.write(place).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static Place place(String cursor, Sort sort) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      Place place = Json.read(new String(text, StandardCharsets.UTF_8), Place.class);
      if (sort.name().equals(place.sort()) && place.value() != null && place.uid() != null) {
        return place;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'cursor' is not one from here.", e);
    }
    throw new HexadException(ProblemType.BAD_REQUEST, "'cursor' is not one from here.");
  }
}
