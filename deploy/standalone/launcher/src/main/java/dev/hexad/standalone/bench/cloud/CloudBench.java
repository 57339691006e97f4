package dev.hexad.standalone.bench.cloud;

import dev.hexad.standalone.Installation;
import dev.hexad.standalone.Service;
import dev.hexad.standalone.bench.Figures;
import dev.hexad.standalone.sample.Api;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A first reading of a large account, the next one, and searches over a large inventory. */
public final class CloudBench {
  /** Services that have to run. */
  public static final List<Service> SERVICES = List.of(Service.ORCHESTRATOR, Service.CLOUD);

  private static final String CLOUD = "/api/v1/cloud";
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int ROUNDS = 40;

  private static final List<String> QUESTIONS =
      List.of(
          "type = bench.thing.t7 and tag.env = prod",
          "tag.owner = team-17",
          "name = thing-123456*",
          "type = bench.thing.t3 and tag.env = prod and state != running and age > 30d",
          "id = thing-777",
          "owner = team-3 and region = eu-west-2");

  private final PrintStream out;
  private final Api api;
  private final JdbcClient jdbc;

  private CloudBench(Installation installation, PrintStream out) {
    this.out = out;
    this.api = new Api(installation.url(), installation.adminToken());
    var servers = installation.servers();
    this.jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                servers.postgresUrl("cloud"),
                servers.postgresAdminUser(),
                servers.postgresAdminPassword()));
  }

  /**
   * Measures in an installation in which these services run.
   *
   * @param resources of the account that is read
   * @param searched resources that are searched, each fifth with a past
   */
  public static void run(Installation installation, int resources, int searched, PrintStream out) {
    var bench = new CloudBench(installation, out);
    try (var cloud = new ManyVolumes(resources)) {
      bench.reading(cloud.url(), resources);
      bench.searching(searched);
    } catch (IOException e) {
      throw new SampleException("cannot measure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reading(URI url, int resources) throws InterruptedException {
    api.put(
        "/api/v1/secrets/bench",
        Map.of("value", "{\"accessKeyId\":\"bench\",\"secretAccessKey\":\"bench\"}"));
    api.configure("cloud", document -> configure(document, url));
    JsonNode first = read("");
    JsonNode again = read(first.path("readAt").asString());
    double took = first.path("tookMillis").asLong() / 1e3;
    double unchanged = again.path("tookMillis").asLong() / 1e3;
    say(
        "first reading          %,d resources in %.1f s, %,.0f/s, with 256 MiB of heap",
        resources, took, resources / took);
    say("reading without change %.1f s, %.2f of the first", unchanged, unchanged / took);
    long kept = api.get(CLOUD + "/resources/counts?by=type").at("/items/0/count").asLong();
    if (kept < resources) {
      throw new SampleException("only " + kept + " resources were kept");
    }
  }

  private static void configure(ObjectNode document, URI url) {
    document.put("syncMinutes", 1);
    ObjectNode account = document.putArray("accounts").addObject();
    account.put("name", "bench").put("provider", "AWS").put("credentialsSecret", "bench");
    account.put("endpoint", url.toString()).put("callsPerSecond", 1000);
    account.putArray("regions").add("eu-west-1");
    account.putArray("services").add("ec2");
  }

  /** The part of the account, when it was read to its end after another time. */
  private JsonNode read(String after) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      JsonNode scope = api.get(CLOUD + "/accounts/bench/scopes").at("/items/0");
      String at = scope.path("readAt").asString("");
      if (!at.isEmpty() && !at.equals(after)) {
        return scope;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new SampleException("the account was not read in " + LONGEST.toMinutes() + " minutes");
  }

  private void searching(int count) {
    fill(count);
    QUESTIONS.forEach(question -> ask(question, ""));
    List<Long> all = new ArrayList<>();
    for (String question : QUESTIONS) {
      List<Long> nanos = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        // Each second one asks about the past.
        String at = round % 2 == 0 ? "" : "&at=" + Instant.now().minusSeconds(5_400);
        long asked = System.nanoTime();
        ask(question, at);
        nanos.add(System.nanoTime() - asked);
      }
      Figures figures = Figures.of(nanos, 1);
      say("  p50 %6.1f ms, max %7.1f ms   %s", figures.p50(), figures.max(), question);
      all.addAll(nanos);
    }
    Figures figures = Figures.of(all, 1);
    say(
        "searching              %,d resources with history: p50 %.1f ms, p95 %.1f ms of %d",
        count, figures.p50(), figures.p95(), figures.count());
  }

  private void ask(String question, String at) {
    api.get(CLOUD + "/resources?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8) + at);
  }

  private void fill(int count) {
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
        .param("count", count)
        .update();
    // As the server does by itself after a while; else searches write down what was filled in.
    jdbc.sql("vacuum analyze resource").update();
    jdbc.sql("checkpoint").update();
  }

  private void say(String words, Object... values) {
    out.println(String.format(Locale.ROOT, words, values));
  }
}
