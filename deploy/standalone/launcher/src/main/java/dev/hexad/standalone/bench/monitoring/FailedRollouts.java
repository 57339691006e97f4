package dev.hexad.standalone.bench.monitoring;

import dev.hexad.contracts.event.DeploymentFailed;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.message.Messages;
import dev.hexad.service.bus.Bus;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.SampleException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells of rollouts that failed, as CD does it, and waits for the incident of each. */
final class FailedRollouts {
  private static final int WARM_UP = 400;
  private static final int COUNT = 100;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Installation installation;

  FailedRollouts(Installation installation) {
    this.installation = installation;
  }

  /** Nanoseconds from before an event is sent until others see its incident, of each. */
  List<Long> measure() throws InterruptedException {
    var servers = installation.servers();
    List<Long> took = new ArrayList<>();
    try (var producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer());
        var database =
            DriverManager.getConnection(
                servers.postgresUrl("monitoring"),
                servers.postgresAdminUser(),
                servers.postgresAdminPassword())) {
      for (int i = 0; i < WARM_UP + COUNT; i++) {
        UUID application = Ids.next();
        var event = new DeploymentFailed(deployment(application, i), "it does not answer");
        var message =
            new ProducerRecord<>(Bus.EVENTS, event.subject(), Json.write(envelope(event)));
        long begin = System.nanoTime();
        producer.send(message).get();
        await(database, application, begin);
        if (i >= WARM_UP) {
          took.add(System.nanoTime() - begin);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
      return took;
    } catch (SQLException | ExecutionException e) {
      throw new SampleException("cannot measure incidents: " + e.getMessage(), e);
    }
  }

  private static void await(Connection database, UUID application, long begin)
      throws SQLException, InterruptedException {
    try (var query =
        database.prepareStatement("select 1 from monitoring.incident where application_id = ?")) {
      query.setObject(1, application);
      while (true) {
        try (var rows = query.executeQuery()) {
          if (rows.next()) {
            return;
          }
        }
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
          throw new SampleException("a failed rollout has become no incident");
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  private static DeploymentRef deployment(UUID application, int number) {
    var image = new ImageRef("127.0.0.1:5000/bench", "bench", "sha256:" + "0".repeat(64));
    return new DeploymentRef(
        Ids.next(),
        application,
        "bench-" + number,
        "production",
        1,
        "stable",
        "local",
        image,
        null,
        null);
  }

  private static Envelope envelope(DeploymentFailed event) {
    return new Envelope(
        "1.0",
        Ids.next(),
        "/agents/cd",
        Messages.typeOf(event.getClass()),
        event.subject(),
        Instant.now(),
        "application/json",
        Envelope.DEFAULT_TENANT,
        Ids.next(),
        null,
        null,
        Json.tree(event));
  }
}
