package dev.hexad.standalone.bench.runs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The floor of the measurement of runs: the commits and messages without which two durable steps
 * through PostgreSQL and Kafka cannot be, and nothing else. A run is a row; each step is a message
 * to a worker, its row, a message back, and the changed row. What comes together is committed
 * together. No outbox, no ledger, no checks: after a crash this would have lost runs.
 */
public final class BareSteps {
  private static final String TO_WORKER = "bare.commands";
  private static final String TO_ENGINE = "bare.results";
  private static final int STARTERS = 16;

  private final String kafka;
  private final String database;
  private final Properties login = new Properties();
  private final KafkaProducer<String, String> producer;
  private final Semaphore ended = new Semaphore(0);
  private final Map<String, long[]> begun = new ConcurrentHashMap<>();

  private BareSteps(String kafka, String database, String user) {
    this.kafka = kafka;
    this.database = database;
    login.put("user", user);
    login.put("password", System.getenv("BARE_PASSWORD"));
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer());
  }

  /**
   * Reads how many runs to do from its input, a number in each line: at once, or with a minus sign
   * one after the other. Answers with a line when they have ended: for those alone the medians, in
   * nanoseconds, from the start to the first step and from there to the second.
   *
   * @param arguments bootstrap servers, JDBC URL, user; the password is in BARE_PASSWORD
   */
  public static void main(String[] arguments) throws Exception {
    var floor = new BareSteps(arguments[0], arguments[1], arguments[2]);
    floor.createTables();
    Thread.ofPlatform().daemon().start(() -> floor.follow(TO_WORKER, floor::work));
    Thread.ofPlatform().daemon().start(() -> floor.follow(TO_ENGINE, floor::moveOn));
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = input.readLine()) != null; ) {
      int count = Integer.parseInt(line);
      System.out.println(count < 0 ? floor.alone(-count) : floor.together(count));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database, login);
  }

  private void createTables() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create table run (id uuid primary key, step int not null)");
      statement.execute(
          "create table command (run uuid, step int, primary key (run, step), result text)");
    }
  }

  private String together(int count) throws InterruptedException {
    var left = new AtomicInteger(count);
    for (int i = 0; i < STARTERS; i++) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try (var connection = connect()) {
              while (left.getAndDecrement() > 0) {
                start(connection, UUID.randomUUID());
              }
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    ended.acquire(count);
    begun.clear();
    return "ended";
  }

  private String alone(int count) throws SQLException, InterruptedException {
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    try (var connection = connect()) {
      for (int i = 0; i < count; i++) {
        UUID run = UUID.randomUUID();
        long begin = System.nanoTime();
        start(connection, run);
        ended.acquire();
        long[] steps = Objects.requireNonNull(begun.remove(run.toString()));
        first.add(steps[0] - begin);
        second.add(steps[1] - steps[0]);
        Thread.sleep(50);
      }
    }
    return median(first) + " " + median(second);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private void start(Connection connection, UUID run) throws SQLException {
    try (var insert = connection.prepareStatement("insert into run values (?, 0)")) {
      insert.setObject(1, run);
      insert.executeUpdate();
    }
    send(TO_WORKER, run.toString(), 0);
  }

  private void send(String topic, String run, int step) {
    producer.send(new ProducerRecord<>(topic, run, String.valueOf(step)));
  }

  /** What a side does with the messages that came together, in a transaction. */
  private interface Side {
    void take(Connection connection, List<Step> steps) throws SQLException;
  }

  private record Step(String run, int number) {
    static Step of(ConsumerRecord<String, String> message) {
      return new Step(message.key(), Integer.parseInt(message.value()));
    }
  }

  private void follow(String topic, Side side) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "group.id", topic, "auto.offset.reset", "earliest");
    try (var connection = connect();
        var consumer =
            new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      connection.setAutoCommit(false);
      consumer.subscribe(List.of(topic));
      while (true) {
        List<Step> steps = new ArrayList<>();
        consumer.poll(Duration.ofSeconds(1)).forEach(message -> steps.add(Step.of(message)));
        if (!steps.isEmpty()) {
          side.take(connection, steps);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void work(Connection connection, List<Step> steps) throws SQLException {
    try (var insert = connection.prepareStatement("insert into command values (?, ?, ?)")) {
      for (Step step : steps) {
        begun.computeIfAbsent(step.run(), run -> new long[2])[step.number()] = System.nanoTime();
        insert.setObject(1, UUID.fromString(step.run()));
        insert.setInt(2, step.number());
        insert.setString(3, "done");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    steps.forEach(step -> send(TO_ENGINE, step.run(), step.number()));
  }

  private void moveOn(Connection connection, List<Step> steps) throws SQLException {
    try (var update = connection.prepareStatement("update run set step = ? where id = ?")) {
      for (Step step : steps) {
        update.setInt(1, step.number() + 1);
        update.setObject(2, UUID.fromString(step.run()));
        update.addBatch();
      }
      update.executeBatch();
    }
    connection.commit();
    for (Step step : steps) {
      if (step.number() == 0) {
        send(TO_WORKER, step.run(), 1);
      } else {
        ended.release();
      }
    }
  }
}
