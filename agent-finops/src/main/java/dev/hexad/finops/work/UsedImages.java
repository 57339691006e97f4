package dev.hexad.finops.work;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which repositories of images Hexad works with. */
@Service
public class UsedImages {
  private final JdbcClient jdbc;

  UsedImages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Repositories that were built or deployed since a day, or that an environment still runs from.
   * Empty when that is not known: of an earlier day nothing was noted, or of some environment.
   */
  public Optional<Set<String>> since(LocalDate day) {
    Timestamp begin = Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    boolean known =
        jdbc.sql(
                """
                with newest as (
                  select distinct on (application, environment) image from work_done
                  where kind in ('DEPLOY', 'ROLLBACK')
                  order by application, environment, at desc, id desc)
                select exists (select 1 from work_done where image is not null and at < ?)
                  and not exists (select 1 from newest where image is null)
                """)
            .param(begin)
            .query(Boolean.class)
            .single();
    return known ? Optional.of(Set.copyOf(used(begin))) : Optional.empty();
  }

  private List<String> used(Timestamp begin) {
    return jdbc.sql(
            """
            select image from work_done where image is not null and at >= ?
            union
            select image from (
              select distinct on (application, environment) image from work_done
              where kind in ('DEPLOY', 'ROLLBACK')
              order by application, environment, at desc, id desc) newest
            """)
        .param(begin)
        .query(String.class)
        .list();
  }
}
