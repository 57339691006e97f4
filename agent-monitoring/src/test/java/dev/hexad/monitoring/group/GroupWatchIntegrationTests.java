package dev.hexad.monitoring.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.message.Ids;
import dev.hexad.monitoring.MonitoringAgentApplication;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class GroupWatchIntegrationTests {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS);
  private static FakeOrchestrator orchestrator;
  private static TestAgent agent;
  private final JdbcClient jdbc = agent.bean(JdbcClient.class);

  @BeforeAll
  static void start() {
    orchestrator = new FakeOrchestrator();
    agent = TestAgent.start(MonitoringAgentApplication.class, "monitoring", orchestrator);
  }

  @AfterAll
  static void stop() {
    agent.close();
    orchestrator.close();
  }

  @Test
  void tellsWhatIsUnusualTogether() {
    UUID application = application("shop");
    UUID calm = application("calm");
    var now = new Instant[] {NOW};
    var watch = new GroupWatch(agent.bean(GroupStore.class), clock(now));
    watch.look();
    values(application, NOW, NOW.plus(Duration.ofMinutes(10)), 4);
    values(calm, NOW, NOW.plus(Duration.ofMinutes(10)), 1);
    now[0] = NOW.plus(Duration.ofMinutes(10));
    watch.look();
    List<List<String>> found = unusual(application);
    assertThat(found).hasSize(3);
    assertThat(found.getFirst()).hasSize(2).allMatch(key -> key.startsWith("shop/production/"));
    assertThat(unusual(calm)).isEmpty();
    // What was seen is not told again, and after a restart it is part of what was learnt.
    watch.look();
    new GroupWatch(agent.bean(GroupStore.class), clock(now)).look();
    assertThat(unusual(application)).hasSize(3);
  }

  @Test
  void looksAtSeriesTogetherWhereTheirQueryNamesAGroup() {
    UUID application = application("fleet");
    jdbc.sql(
            """
            update signal set origin = 'SERIES', group_name = case when name = 'queue' then null
              else 'fleet' end where application_id = ?
            """)
        .param(application)
        .update();
    List<Group> groups = agent.bean(GroupStore.class).groups();
    assertThat(groups)
        .anySatisfy(group -> {
          assertThat(group.key()).isEqualTo(new Group.Key("fleet", null, null));
          assertThat(group.names())
              .containsExactly(
                  "fleet/production/requests",
                  "fleet/production/errors",
                  "fleet/production/latency");
        });
    assertThat(groups).noneMatch(group -> application.equals(group.key().applicationId()));
  }

  @Test
  void saysNothingFromTooLittle() {
    UUID fresh = Ids.next();
    for (String name : List.of("a", "b", "c")) {
      signal(fresh, "fresh", name);
    }
    var now = new Instant[] {NOW};
    var watch = new GroupWatch(agent.bean(GroupStore.class), clock(now));
    watch.look();
    values(fresh, NOW, NOW.plus(Duration.ofMinutes(10)), 100);
    now[0] = NOW.plus(Duration.ofMinutes(10));
    watch.look();
    assertThat(unusual(fresh)).isEmpty();
  }

  private static Clock clock(Instant[] now) {
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now[0];
      }
    };
  }

  /** With two days behind it. */
  private UUID application(String name) {
    UUID id = Ids.next();
    for (String signal : List.of("requests", "errors", "latency", "queue")) {
      signal(id, name, signal);
    }
    values(id, NOW.minus(Duration.ofDays(2)), NOW, 1);
    return id;
  }

  private void signal(UUID application, String name, String signal) {
    jdbc.sql(
            """
            insert into signal (key, name, application_id, application, environment, unit,
              direction, origin, seconds)
            values (?, ?, ?, ?, 'production', '', 'BOTH', 'FOUND', 60)
            """)
        .params(name + "/production/" + signal, signal, application, name)
        .update();
  }

  /** A value each minute that goes up and down with the day, with some noise. */
  private void values(UUID application, Instant from, Instant to, double times) {
    jdbc.sql(
            """
            insert into point (signal_id, at, value, score)
            select s.id, t, ? * (100 + 30 * sin(extract(epoch from t) * 2 * pi() / 86400)
              + mod(hashtext(s.key || t::text), 1000) / 300.0), 0
            from signal s, generate_series(?::timestamptz, ?::timestamptz, interval '1 minute') t
            where s.application_id = ? on conflict do nothing
            """)
        .params(times, Timestamp.from(from), Timestamp.from(to.minusSeconds(60)), application)
        .update();
  }

  private List<List<String>> unusual(UUID application) {
    return jdbc.sql(
            """
            select together from anomaly a join signal s on s.id = a.signal_id
            where s.application_id = ? and reason = 'TOGETHER'
            """)
        .param(application)
        .query((rs, n) -> List.of((String[]) rs.getArray(1).getArray()))
        .list();
  }
}
