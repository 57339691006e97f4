package dev.hexad.cloud.trail;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;

/** Who did what, in a cloud or through Hexad, as one list. */
@Repository
class Trail {
  private static final String TOLD =
      """
      select id, at, who, what, resource, resources, provider, account, region, source, own, address,
        problem, null::uuid as act_id, null::text as detail
      from activity
      where (cast(:resource as text) is null or resources && cast(:exact as text[])
          or (resources && cast(:parts as text[]) and split_part(what, ':', 1) = any(cast(:services as text[]))))
        and (cast(:who as text) is null or who ilike :who)
        and at >= :since and at <= :until and (at, id) < (:at, :id)
      order by at desc, id desc limit :limit
      """;

  private static final String OWN =
      """
      select t.id, t.at, t.who, t.what, s.resource_id as resource,
        array_remove(array[s.resource_id], null) as resources, a.provider, s.account, s.region,
        'hexad' as source, true as own, null::text as address, s.problem, t.act_id, t.detail
      from (select 'hexad-' || lpad(id::text, 19, '0') as id, at, who,
          what, act_id, uid, detail from audit_trail
        where (cast(:who as text) is null or who ilike :who) and at >= :since and at <= :until) t
        left join act a on a.id = t.act_id
        left join lateral (select * from act_step s where s.act_id = t.act_id and s.uid = t.uid
          order by s.number limit 1) s on true
      where (cast(:resource as text) is null or t.uid = any(:uids) or (t.uid is null and exists (
          select 1 from act_step o where o.act_id = t.act_id and o.uid = any(:uids))))
        and (t.at, t.id) < (:at, :id)
      order by t.at desc, t.id desc limit :limit
      """;

  private static final String BOTH =
      "select * from ((%s) union all (%s)) e order by at desc, id desc limit :limit"
          .formatted(TOLD, OWN);

  private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Place START = new Place(Instant.parse("9999-01-01T00:00:00Z"), "");

  private final JdbcClient jdbc;

  Trail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A question; what is null does not count.
   *
   * @param resource its id at the provider, its ARN, or its uid
   * @param who a part of their name
   */
  record Question(
      @Nullable String resource,
      @Nullable String who,
      @Nullable Instant since,
      @Nullable Instant until) {}

  /** The place after which the next page begins. */
  private record Place(Instant at, String id) {}

  /** A resource of the inventory that is meant. */
  private record Known(UUID uid, String id) {}

  /** The next entries after the cursor, newest first. */
  List<TrailEntry> page(Question question, @Nullable String cursor, int limit) {
    Place after = cursor == null || cursor.isEmpty() ? START : place(cursor);
    String resource = question.resource();
    Subject asked = Subject.of(resource == null ? "" : resource);
    List<Known> known = resource == null ? List.of() : known(asked);
    List<Subject> subjects =
        Stream.concat(Stream.of(asked), known.stream().map(one -> Subject.of(one.id()))).toList();
    return jdbc.sql(BOTH)
        .param("resource", resource)
        .param("exact", lower(exact(asked, subjects)))
        .param("parts", lower(subjects.stream().flatMap(one -> one.parts().stream())))
        .param("services", lower(subjects.stream().map(Subject::service)))
        .param("uids", known.stream().map(Known::uid).distinct().toArray(UUID[]::new))
        .param("who", question.who() == null ? null : "%" + escaped(question.who()) + "%")
        .param("since", time(question.since(), Instant.EPOCH))
        .param("until", time(question.until(), START.at()))
        .param("at", Timestamp.from(after.at()))
        .param("id", after.id())
        .param("limit", limit)
        .query(TrailEntry::of)
        .list();
  }

  /** The inventory may know it by its ARN where somebody gives its name, and otherwise. */
  private List<Known> known(Subject subject) {
    return jdbc.sql(
            """
            select distinct uid, id from resource
            where id = :whole or uid = cast(:uid as uuid) or (name = :whole and id like 'arn:%')
              or (id = any(:parts) and type like 'aws.' || :service || '.%')
            limit 50
            """)
        .param("whole", subject.whole())
        .param("uid", uid(subject.whole()))
        .param("parts", subject.parts().toArray(String[]::new))
        .param("service", subject.service())
        .query((rs, n) -> new Known(rs.getObject("uid", UUID.class), rs.getString("id")))
        .list();
  }

  /** Short names that an ARN has led to are good within its service only. */
  private static Stream<String> exact(Subject asked, List<Subject> subjects) {
    return subjects.stream()
        .filter(one -> one.equals(asked) || asked.service().isEmpty() || !one.service().isEmpty())
        .map(Subject::whole);
  }

  private static @Nullable UUID uid(String text) {
    return UID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static String[] lower(Stream<String> names) {
    return names.map(name -> name.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
  }

  private static Timestamp time(@Nullable Instant given, Instant otherwise) {
    return Timestamp.from(given == null ? otherwise : given);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  static String cursor(TrailEntry last) {
    byte[] text = Json.write(new Place(last.at(), last.id())).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static Place place(String cursor) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      Place place = Json.read(new String(text, StandardCharsets.UTF_8), Place.class);
      if (place.at() != null && place.id() != null) {
        return place;
      }
    } catch (IllegalArgumentException | JacksonException e) {
      throw new HexadException(ProblemType.BAD_REQUEST, "'cursor' is not one from here.", e);
    }
    throw new HexadException(ProblemType.BAD_REQUEST, "'cursor' is not one from here.");
  }
}
