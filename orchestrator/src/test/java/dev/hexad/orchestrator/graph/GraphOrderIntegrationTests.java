package dev.hexad.orchestrator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.contracts.event.NodeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.orchestrator.OrchestratorApplication;
import dev.hexad.service.HexadService;
import dev.hexad.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The graph does not depend on the order in which events come, on repeats, or on batches. */
class GraphOrderIntegrationTests {
  private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
  private static final int EVENTS = 300;
  private static final int THINGS = 12;
  private static ConfigurableApplicationContext orchestrator;

  @BeforeAll
  static void start() {
    var arguments = new ArrayList<>(TestServers.shared().arguments("orchestrator"));
    arguments.add("--hexad.master-key=" + Base64.getEncoder().encodeToString(new byte[32]));
    orchestrator =
        HexadService.run(
            OrchestratorApplication.class, "orchestrator", arguments.toArray(String[]::new));
  }

  /** What no event tells must not stay: others compare the graph with one that is made anew. */
  @AfterAll
  static void stop() {
    JdbcClient jdbc = orchestrator.getBean(JdbcClient.class);
    for (String table : List.of("graph_node", "graph_edge")) {
      jdbc.sql("delete from " + table + " where tenant ~ '^(in-order|shuffled)-'").update();
    }
    orchestrator.close();
  }

  /** What an event of the story told, to be told again for another tenant. */
  private record Told(long sequence, UUID id, Instant time, Facts facts) {
    GraphBatch.Origin origin(String tenant) {
      return new GraphBatch.Origin(
          sequence, id, tenant, time, time.plus(Duration.ofDays(1)), Ids.next());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void comesToTheSame(long seed) {
    var random = new Random(seed);
    List<Told> story = story(random);
    String inOrder = "in-order-" + seed;
    String shuffled = "shuffled-" + seed;
    write(inOrder, story);
    var disorder = new ArrayList<>(story);
    disorder.addAll(story.subList(0, EVENTS / 3));
    Collections.shuffle(disorder, random);
    for (int from = 0; from < disorder.size(); ) {
      int to = Math.min(disorder.size(), from + 1 + random.nextInt(60));
      write(shuffled, disorder.subList(from, to));
      from = to;
    }
    assertThat(nodes(shuffled)).isNotEmpty().isEqualTo(nodes(inOrder));
    assertThat(edges(shuffled)).isNotEmpty().isEqualTo(edges(inOrder));
  }

  /** No two at one time: of those the one that was recorded last holds. */
  private static List<Told> story(Random random) {
    var times = new ArrayList<Integer>();
    for (int i = 0; i < EVENTS; i++) {
      times.add(i);
    }
    Collections.shuffle(times, random);
    var story = new ArrayList<Told>();
    for (int i = 0; i < EVENTS; i++) {
      NodeRef from = thing(random);
      NodeRef to = thing(random);
      String state = random.nextBoolean() ? "STATE-" + random.nextInt(5) : null;
      var facts =
          new Facts(
              List.of(new Facts.Node(from, state), new Facts.Node(to, null)),
              List.of(new Facts.Edge(from, "LEADS_TO", to)),
              null);
      story.add(new Told(i, Ids.next(), BEGIN.plusSeconds(60L * times.get(i)), facts));
    }
    return story;
  }

  /** Sometimes without its name, as events do that only refer to a thing. */
  private static NodeRef thing(Random random) {
    int number = random.nextInt(THINGS);
    return new NodeRef(
        NodeRef.Kind.RESOURCE,
        "thing-" + number,
        random.nextInt(3) == 0 ? null : "Thing " + number);
  }

  private static void write(String tenant, List<Told> events) {
    var batch = new GraphBatch();
    events.forEach(told -> batch.add(told.origin(tenant), told.facts()));
    orchestrator.getBean(GraphStore.class).write(batch);
  }

  private static List<List<Object>> nodes(String tenant) {
    return rows(
        tenant,
        """
        select kind, key, name, state, state_at, first_seen, last_seen from graph_node
        where tenant = ? order by kind, key
        """);
  }

  private static List<List<Object>> edges(String tenant) {
    return rows(
        tenant,
        """
        select from_key, relation, to_key, since, sequence from graph_edge
        where tenant = ? order by from_key, relation, to_key
        """);
  }

  private static List<List<Object>> rows(String tenant, String query) {
    return orchestrator
        .getBean(JdbcClient.class)
        .sql(query)
        .param(tenant)
        .query((rs, n) -> {
          var row = new ArrayList<Object>();
          for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
            row.add(rs.getObject(i));
          }
          return (List<Object>) row;
        })
        .list();
  }
}
