package dev.hexad.cloud.search;

import dev.hexad.cloud.search.FilterShape.Lead;
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
import java.util.function.Consumer;
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
    NAME("name", "text", false, true),
    TYPE("type", "text", false, false),
    STATE("state", "text", false, false),
    REGION("region", "text", false, false),
    CHANGED("valid_from", "timestamptz", true, true),
    CREATED("coalesce(created_at, '-infinity')", "timestamptz", true, false);

    private final String column;
    private final String type;
    private final boolean newestFirst;

    /** Whether an index has this order. */
    private final boolean walked;

    Sort(String column, String type, boolean newestFirst, boolean walked) {
      this.column = column;
      this.type = type;
      this.newestFirst = newestFirst;
      this.walked = walked;
    }

    String direction() {
      return newestFirst ? " desc" : "";
    }

    String order() {
      return column + direction() + ", uid" + direction();
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
    Filter filter = FilterParser.parse(question.filter());
    var paging =
        new Paging(
            question,
            FilterShape.of(filter),
            FilterSql.of(filter, question.at() == null ? clock.instant() : question.at()),
            cursor == null || cursor.isEmpty() ? null : place(cursor, question.sort()),
            limit);
    if (!question.sort().walked) {
      return found(paging, "from resource where " + paging.rest());
    }
    if (!paging.shape().pinned()) {
      List<Found> near = found(paging, paging.walk(Paging.SHORT));
      if (near.size() < limit && near.size() * 10 >= limit) {
        near = found(paging, paging.walk(Paging.LONG));
      }
      if (near.size() == limit) {
        return near;
      }
    }
    return found(paging, paging.fenced());
  }

  private List<Found> found(Paging paging, String from) {
    Question question = paging.question();
    Sort sort = question.sort();
    var query =
        jdbc.sql(
                "select %s, (%s)::text as place %s order by %s limit :limit"
                    .formatted(Resource.COLUMNS, sort.column, from, sort.order()))
            .params(paging.filter().parameters())
            .param("limit", paging.limit())
            .param("facets", paging.shape().facets().toArray(String[]::new))
            .param("lead", paging.shape().lead().map(Lead::value).orElse(null));
    if (question.at() != null) {
      query = query.param("at", Timestamp.from(question.at()));
    }
    Place after = paging.after();
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

  /**
   * One page and how to come by it. What many resources have is found by a short walk along the
   * order; what few have is found by all conditions together first and put in order then. Which of
   * both is better cannot be left to estimates: conditions are not independent.
   */
  private record Paging(
      Question question, FilterShape shape, Compiled filter, @Nullable Place after, int limit) {
    private static final int SHORT = 1_000;

    /** Gone only where the short one has met so many that it ends early. */
    private static final int LONG = 20_000;

    String walk(int longest) {
      String lead = shape.lead().map(l -> " and " + l.column() + " = :lead").orElse("");
      return "from (select * from resource where %s%s%s order by %s limit %d) resource where %s"
          .formatted(
              when(question.at()),
              lead,
              next(),
              question.sort().order(),
              longest,
              filter.condition());
    }

    String fenced() {
      String facets =
          shape.facets().isEmpty()
              ? ""
              : " and " + FilterShape.FACETS + " @> cast(:facets as text[])";
      return """
      from (
        with found as materialized (
          select uid, version, %1$s as place from resource where %2$s%3$s),
        page as (select * from found order by place%4$s, uid%4$s limit :limit)
        select r.* from page join resource r using (uid, version)) resource
      """
          .formatted(question.sort().column, rest(), facets, question.sort().direction());
    }

    String rest() {
      return when(question.at()) + " and " + filter.condition() + next();
    }

    private String next() {
      Sort sort = question.sort();
      return after == null
          ? ""
          : " and (%s, uid) %s (cast(:place as %s), :uid)"
              .formatted(sort.column, sort.newestFirst ? "<" : ">", sort.type);
    }
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
    return count(text, null);
  }

  /** How many the filter found at a time. */
  public long countAt(String text, Instant at) {
    return count(text, at);
  }

  private long count(String text, @Nullable Instant at) {
    Compiled filter = compiled(text, at);
    var query =
        jdbc.sql(
                "select count(*) from resource where %s and %s"
                    .formatted(when(at), filter.condition()))
            .params(filter.parameters());
    if (at != null) {
      query = query.param("at", Timestamp.from(at));
    }
    return query.query(Long.class).single();
  }

  /** Those that the filter finds now, at most {@code limit}. */
  public List<Resource> find(String text, int limit) {
    return page(new Question(text, null, Sort.NAME), null, limit).stream()
        .map(Found::resource)
        .toList();
  }

  /** Gives all that the filter finds now, page by page. */
  public void each(String text, int size, Consumer<List<Resource>> consumer) {
    String cursor = null;
    List<Found> page;
    do {
      page = page(new Question(text, null, Sort.NAME), cursor, size);
      if (!page.isEmpty()) {
        consumer.accept(page.stream().map(Found::resource).toList());
        cursor = page.getLast().cursor();
      }
    } while (page.size() == size);
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
