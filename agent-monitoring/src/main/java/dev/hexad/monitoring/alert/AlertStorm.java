package dev.hexad.monitoring.alert;

import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes many alerts that begin to fire or end at the same time, in few statements. */
@Repository
class AlertStorm {
  private final JdbcClient jdbc;

  AlertStorm(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** New ones that fire, in this order; without those where somebody else was faster. */
  List<Alert> insert(List<Observation> seen, Instant now) {
    return jdbc.sql(
            """
            insert into alert (id, fingerprint, rule, origin, application_id, application,
              environment, revision, severity, title, description, suspects, signal, value, labels,
              link, state, raised_at, pending_since, seen_at, ends_at, worst)
            select id::uuid, fingerprint, rule, origin, application_id::uuid, application,
              environment, revision::int, severity, title, description, suspects::jsonb, signal,
              value::double precision, labels::jsonb, link, 'FIRING', now, now, now,
              ends_at::timestamptz, worst::double precision
            from (select ?::timestamptz) as t(now),
              unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
              as a(id, fingerprint, rule, origin, application_id, application, environment,
                revision, severity, title, description, suspects, signal, value, labels, link,
                ends_at, worst, place)
            order by place
            on conflict do nothing returning *
            """)
        .param(Timestamp.from(now))
        .param(column(seen, o -> Ids.next()))
        .param(column(seen, Observation::fingerprint))
        .param(column(seen, o -> o.what().rule()))
        .param(column(seen, o -> o.what().origin().name()))
        .param(column(seen, o -> o.place().applicationId()))
        .param(column(seen, o -> o.place().application()))
        .param(column(seen, o -> o.place().environment()))
        .param(column(seen, o -> o.what().revision()))
        .param(column(seen, o -> o.what().severity().wire()))
        .param(column(seen, o -> o.what().title()))
        .param(column(seen, o -> o.what().description()))
        .param(column(seen, o -> Json.write(o.what().suspects())))
        .param(column(seen, o -> o.what().signal()))
        .param(column(seen, o -> o.what().value()))
        .param(column(seen, o -> Json.write(o.what().labels())))
        .param(column(seen, o -> o.what().link()))
        .param(column(seen, Observation::endsAt))
        .param(column(seen, Observation::excess))
        .query(AlertStore::alert)
        .list();
  }

  /** Writes down that they fire, and which of them are muted. */
  void note(List<Alert> fired, Instant now) {
    jdbc.sql(
            """
            insert into alert_change (alert_id, at, change, note)
            select id::uuid, ?, 'FIRED', muted from unnest(?::text[], ?::text[]) as a(id, muted)
            """)
        .param(Timestamp.from(now))
        .param(column(fired, Alert::id))
        .param(column(fired, Alert::muted))
        .update();
    List<Alert> muted = fired.stream().filter(alert -> alert.muted() != null).toList();
    if (!muted.isEmpty()) {
      jdbc.sql(
              """
              update alert a set muted = m.muted
              from unnest(?::text[], ?::text[]) as m(id, muted) where a.id = m.id::uuid
              """)
          .param(column(muted, Alert::id))
          .param(column(muted, Alert::muted))
          .update();
    }
  }

  /** Ends those of these that fire, notes why, and gives them. */
  List<Alert> resolve(List<UUID> ids, String reason, Instant now) {
    return jdbc.sql(
            """
            with over as (
              update alert set state = 'RESOLVED', resolved_at = :now, resolution = :reason
              where id = any (:ids) and state in ('FIRING', 'ACKNOWLEDGED') returning *
            ), noted as (
              insert into alert_change (alert_id, at, change, note)
              select id, :now, 'RESOLVED', :reason from over
            )
            select * from over order by fingerprint
            """)
        .param("now", Timestamp.from(now))
        .param("reason", reason)
        .param("ids", ids.toArray(UUID[]::new))
        .query(AlertStore::alert)
        .list();
  }

  private static <T> @Nullable String[] column(List<T> all, Function<T, @Nullable Object> value) {
    return all.stream()
        .map(value)
        .map(found -> Objects.toString(found, null))
        .toArray(String[]::new);
  }
}
