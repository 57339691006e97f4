package dev.hexad.cloud.trail;

import dev.hexad.cloud.provider.Activity;
import dev.hexad.contracts.message.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what the logs of providers say, each entry once. */
@Repository
class ActivityStore {
  private static final int PRUNED_AT_ONCE = 10_000;

  private final JdbcClient jdbc;

  ActivityStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds those that are not there yet. */
  int add(ActivityLogs.Key log, List<Activity> all) {
    return jdbc.sql(
            """
            insert into activity (provider, account, source, id, at, who, what, region, address, resource,
              resources, own, problem)
            select :provider, :account, :source, id, at, who, what, region, address, resource,
              array(select jsonb_array_elements_text(names::jsonb)), own, problem
            from unnest(:ids::text[], :times::timestamptz[], :whos::text[], :whats::text[], :regions::text[],
                :addresses::text[], :resources::text[], :names::text[], :owns::boolean[], :problems::text[])
              as i(id, at, who, what, region, address, resource, names, own, problem)
            on conflict (provider, account, id) do nothing
            """)
        .param("provider", log.provider())
        .param("account", log.account())
        .param("source", log.source())
        .param("ids", texts(all, Activity::id))
        .param("times", texts(all, a -> a.at().toString()))
        .param("whos", texts(all, Activity::who))
        .param("whats", texts(all, Activity::what))
        .param("regions", texts(all, Activity::region))
        .param("addresses", texts(all, Activity::address))
        .param("resources", texts(all, a -> a.resources().stream().findFirst().orElse(null)))
        .param("names", texts(all, ActivityStore::names))
        .param("owns", all.stream().map(Activity::own).toArray(Boolean[]::new))
        .param("problems", texts(all, Activity::problem))
        .update();
  }

  /** In lower case; Azure writes its ids one way and another. */
  private static String names(Activity activity) {
    return Json.write(
        activity.resources().stream()
            .map(Subject::of)
            .flatMap(one -> Stream.concat(Stream.of(one.whole()), one.parts().stream()))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .distinct()
            .toList());
  }

  private static @Nullable String[] texts(
      List<Activity> all, Function<Activity, @Nullable String> value) {
    return all.stream()
        .map(one -> {
          String text = value.apply(one);
          return text == null ? null : text.replace("\u0000", "").replace("\\u0000", "");
        })
        .toArray(String[]::new);
  }

  /** Deletes what is older, a part at a time, so that nobody waits for long. */
  void prune(Instant before) {
    int deleted;
    do {
      deleted =
          jdbc.sql(
                  """
                  delete from activity where ctid = any(array(
                    select ctid from activity where at < ? order by at limit ?))
                  """)
              .params(Timestamp.from(before), PRUNED_AT_ONCE)
              .update();
    } while (deleted == PRUNED_AT_ONCE);
  }
}
