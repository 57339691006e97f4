package dev.hexad.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.CloudAgentApplication;
import dev.hexad.cloud.settings.AccountSettings;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.command.SyncParameters;
import dev.hexad.contracts.event.CommandSucceeded;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.FakeOrchestrator;
import dev.hexad.testkit.TestAgent;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints how fast it is; more with {@code -Dhexad.speed.resources=100000} and {@code
 * -Dhexad.speed.search=1000000}. What it checks are ratios and plans, which hold on every machine.
 */
class SpeedIntegrationTests {
  private static final int RESOURCES = Integer.getInteger("hexad.speed.resources", 5_000);
  private static final int SEARCHED = Integer.getInteger("hexad.speed.search", 20_000);

  private static final List<String> QUESTIONS =
      List.of(
          "type = bench.thing.t7 and tag.env = prod",
          "tag.owner = team-17",
          "name = thing-123456*",
          "type = bench.thing.t3 and tag.env = prod and state != running and age > 30d",
          "id = thing-777",
          "owner = team-3 and region = eu-west-2");

  private TestAgent agent;
  private TestBus bus;

  private SyncParameters.Account sync() {
    Envelope command = TestBus.command("cloud.sync", new SyncParameters("aws"), Ids.next(), null);
    bus.send(command);
    UUID id = UUID.fromString(command.data().get("commandId").stringValue());
    AssertionError last = new AssertionError("not waited");
    for (int minute = 0; minute < 10; minute++) {
      try {
        var done = bus.await(CommandSucceeded.class, e -> e.commandId().equals(id));
        return Json.convert(done.result(), SyncParameters.Result.class).accounts().getFirst();
      } catch (AssertionError e) {
        last = e;
      }
    }
    throw last;
  }

  @Test
  void readsWritesAndFindsFast() throws Exception {
    try (var cloud = new ManyVolumes(RESOURCES);
        var orchestrator = new FakeOrchestrator()) {
      bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
      orchestrator.secret("aws", AwsEmulator.KEYS);
      var account =
          new AccountSettings(
              "many",
              AccountSettings.Provider.AWS,
              List.of("eu-west-1"),
              List.of("ec2"),
              "aws",
              null,
              null,
              null,
              cloud.url(),
              1000,
              null,
              null);
      ObjectNode settings = (ObjectNode) Json.tree(CloudSettings.DEFAULT);
      settings.set("accounts", Json.tree(List.of(account)));
      settings.put("syncMinutes", 1000);
      agent =
          TestAgent.start(
              CloudAgentApplication.class,
              "cloud",
              orchestrator,
              "--hexad.cloud.docker-host=unix:///nowhere.sock");
      try {
        orchestrator.configure(1, settings);
        Await.until(
            "the account",
            () -> orchestrator.heartbeats().stream().anyMatch(h -> h.configurationVersion() == 1));
        long begin = System.nanoTime();
        assertThat(sync().total()).isEqualTo(RESOURCES + 1);
        long first = System.nanoTime() - begin;
        begin = System.nanoTime();
        SyncParameters.Account again = sync();
        long second = System.nanoTime() - begin;
        assertThat(again.changed()).isZero();
        say("first sync of %,d: %.1f s, unchanged: %.1f s", RESOURCES, first / 1e9, second / 1e9);
        say("heap after: %d MB of %d", used(), Runtime.getRuntime().maxMemory() >> 20);
        search();
      } finally {
        agent.bean(JdbcClient.class).sql("delete from resource where type like 'bench.%'").update();
        agent.close();
        bus.close();
      }
    }
  }

  private void search() {
    JdbcClient jdbc = agent.bean(JdbcClient.class);
    jdbc.sql(
            """
            insert into resource (uid, version, provider, account, scope_region, service, region,
              type, id, name, state, owner, tags, relations, created_at, raw, hash, removed,
              valid_from, valid_to)
            select md5(n::text)::uuid, v, 'bench', 'bench', 'x', 'x', 'eu-west-' || n % 5,
              'bench.thing.t' || n % 20, 'thing-' || n, 'thing-' || n,
              case when n % 4 = 0 then 'stopped' else 'running' end, 'team-' || n % 40,
              jsonb_build_object('env', case when n % 3 = 0 then 'prod' else 'test' end,
                'owner', 'team-' || n % 40), '[]', now() - make_interval(days => n % 400),
              jsonb_build_object('Size', n), n, false, now() - make_interval(hours => 3 - v),
              case when v = 1 and n % 5 = 0 then now() - interval '1 hour' end
            from generate_series(1, :count) n, generate_series(1, 2) v
            where v = 1 or n % 5 = 0
            """)
        .param("count", SEARCHED)
        .update();
    jdbc.sql("analyze resource").update();
    long[] times = new long[QUESTIONS.size() * 20];
    int place = 0;
    for (int round = 0; round < 20; round++) {
      for (String question : QUESTIONS) {
        String at = round % 2 == 0 ? "" : "&at=" + java.time.Instant.now().minusSeconds(5_400);
        String path = "/resources?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8) + at;
        long begin = System.nanoTime();
        var answer = agent.get(path, "cloud:read");
        times[place++] = System.nanoTime() - begin;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        if (round == 2) {
          say("  %5.1f ms  %s%s", times[place - 1] / 1e6, question, at);
        }
      }
    }
    Arrays.sort(times);
    say(
        "search of %,d with history: p50 %.1f ms, p95 %.1f ms",
        SEARCHED, times[times.length / 2] / 1e6, times[times.length * 95 / 100] / 1e6);
  }

  private static long used() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  private static void say(String text, Object... values) {
    System.out.printf(text + "%n", values);
  }
}
