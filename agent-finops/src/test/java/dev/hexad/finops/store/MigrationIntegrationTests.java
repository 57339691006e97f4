package dev.hexad.finops.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hexad.testkit.TestServers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was imported by the version before is there afterwards. */
class MigrationIntegrationTests {
  private static final String SCHEMA = "finops_migration";

  private static void migrate(HikariDataSource database, String target) {
    Flyway.configure()
        .dataSource(database)
        .defaultSchema(SCHEMA)
        .schemas(SCHEMA)
        .locations("classpath:db/migration/finops")
        .target(target)
        .load()
        .migrate();
  }

  @Test
  void keepsEveryCharge() {
    var servers = TestServers.shared().servers();
    var settings = new HikariConfig();
    settings.setJdbcUrl(servers.postgresUrl(SCHEMA));
    settings.setUsername(servers.postgresAdminUser());
    settings.setPassword(servers.postgresAdminPassword());
    settings.setSchema(SCHEMA);
    try (var database = new HikariDataSource(settings)) {
      JdbcClient jdbc = JdbcClient.create(database);
      jdbc.sql("drop schema if exists " + SCHEMA + " cascade").update();
      migrate(database, "0101");
      fill(jdbc);
      migrate(database, "latest");

      assertThat(
              jdbc.sql("select sum(billed)::text || ' ' || count(*) from charge")
                  .query(String.class)
                  .single())
          .isEqualTo("11.50 4");
      assertThat(
              jdbc.sql(
                      """
                      select string_agg(d.service || coalesce(d.region, '-') || s.billed, ' '
                        order by s.day, d.service, d.region nulls first)
                      from cost_day s join cost_dimension d on d.id = s.dimension_id
                      """)
                  .query(String.class)
                  .single())
          .isEqualTo("a-3.00 aeu1.50 b-7.00");
      assertThat(jdbc.sql("select kept from cost_import").query(Integer.class).single())
          .isEqualTo(4);
      jdbc.sql("drop schema " + SCHEMA + " cascade").update();
    }
  }

  private static void fill(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into cost_import
              (id, source, sample, origin, rows, duplicates, first_day, last_day, totals)
            values ('00000000-0000-0000-0000-000000000001', 's', true, 'f', 4, 0, '2026-01-31',
              '2026-02-01', '[]')
            """)
        .update();
    jdbc.sql(
            """
            insert into cost_row (source, sample, day, hash, occurrence, import_id, period_start,
              service, region, currency, billed, effective, tags)
            select 's', true, day::date, decode(hash, 'hex'), n,
              '00000000-0000-0000-0000-000000000001', day::timestamptz, service, region, 'USD',
              billed, billed, '{}'
            from (values ('2026-01-31', '01', 1, 'a', null, 1.50),
              ('2026-01-31', '01', 2, 'a', null, 1.50), ('2026-01-31', '02', 1, 'a', 'eu', 1.50),
              ('2026-02-01', '03', 1, 'b', null, 7.00)) r (day, hash, n, service, region, billed)
            """)
        .update();
  }
}
