package dev.hexad.orchestrator;

import dev.hexad.contracts.event.ChangeReceived;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.service.bus.Bus;
import dev.hexad.testkit.TestBus;
import dev.hexad.testkit.TestServers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TmpLatencyTests {
  @Test
  void measures() throws Exception {
    var orchestrator = TestOrchestrator.start();
    var bus = new TestBus(TestServers.shared().servers().kafkaBootstrap());
    orchestrator.enrol(
        "ci", "http://127.0.0.1:1", dev.hexad.contracts.message.Json.mapper().createObjectNode());
    Map<UUID, Long> seen = new ConcurrentHashMap<>();
    orchestrator
        .context()
        .getBean(Bus.class)
        .subscribe("ci", Bus.commands("ci"), e -> seen.put(e.correlationid(), System.nanoTime()));
    var all = new ArrayList<Long>();
    for (int i = 0; i < 200; i++) {
      UUID run = Ids.next();
      long start = System.nanoTime();
      bus.publish(
          new ChangeReceived(
              new ChangeRef(
                  Ids.next(), "a", "https://h/a", "refs/heads/main", "c0ffee", null, null)),
          run);
      while (!seen.containsKey(run)) {
        Thread.sleep(1);
      }
      all.add((seen.get(run) - start) / 1000);
    }
    var tail = new ArrayList<>(all.subList(50, 200));
    Collections.sort(tail);
    System.out.println("LATENCY us p50=" + tail.get(75) + " p95=" + tail.get(142));
    // hand-over
    orchestrator.enrol("worker");
    var runs = new TestRuns(orchestrator, bus);
    var sub = runs.work("worker");
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 20; i++) {
      ids.add(runs.start("worker", "lat", "queue"));
    }
    var hand = new ArrayList<Long>();
    java.time.Instant before = null;
    for (UUID id : ids) {
      var v = runs.await(id, "SUCCEEDED");
      var first = java.time.Instant.parse(runs.stage(id, "first").get("startedAt").asString());
      if (before != null) {
        hand.add(java.time.Duration.between(before, first).toNanos() / 1000);
      }
      before = java.time.Instant.parse(v.get("finishedAt").asString());
    }
    Collections.sort(hand);
    System.out.println("HANDOVER us " + hand);
    sub.close();
    bus.close();
    orchestrator.close();
  }
}
