package dev.hexad.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.servers.process.ProcessTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedServersIntegrationTests {
  private EmbeddedServers servers;

  @BeforeAll
  void start(@TempDir Path state) {
    servers = EmbeddedServers.start(state, Options.fast());
  }

  @AfterAll
  void stop() {
    servers.stop();
    assertThat(servers.status()).noneMatch(ServerStatus::running);
  }

  @Test
  void serviceReadsAndWritesItsSchema() throws SQLException {
    ServiceCredentials ci = servers.createServiceSchemas(List.of("ci", "cd")).getFirst();
    assertThat(servers.createServiceSchemas(List.of("ci")).getFirst()).isEqualTo(ci);
    try (Connection connection = connect(ci);
        Statement statement = connection.createStatement()) {
      statement.execute("create table t (id uuid default uuidv7(), name text)");
      statement.execute("insert into t (name) values ('ÄÖ')");
      ResultSet lower = statement.executeQuery("select lower(name) from ci.t");
      assertThat(lower.next()).isTrue();
      assertThat(lower.getString(1)).isEqualTo("äö");
    }
  }

  @Test
  void serviceHasNoRightsElsewhere() throws SQLException {
    List<ServiceCredentials> both = servers.createServiceSchemas(List.of("one", "two"));
    try (Connection connection = connect(both.getFirst());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("create table two.t (id int)"))
          .hasMessageContaining("permission denied for schema two");
      assertThatThrownBy(() -> statement.execute("create table public.t (id int)"))
          .hasMessageContaining("permission denied for schema public");
    }
  }

  @Test
  void passwordIsRequired() {
    assertThatThrownBy(() -> DriverManager.getConnection(servers.postgresUrl("x"), "postgres", "x"))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> new RedisConnection(servers.redisPort(), "wrong"))
        .hasMessageContaining("WRONGPASS");
  }

  @Test
  void kafkaKeepsMessagesOverCrash() throws Exception {
    send("kept", "before");
    servers.killKafka();
    servers.startKafka();
    send("kept", "after");
    assertThat(receive("kept", 2)).containsExactly("before", "after");
  }

  @Test
  void postgresKeepsRowsOverCrash() throws SQLException {
    ServiceCredentials crash = servers.createServiceSchemas(List.of("crash")).getFirst();
    execute(crash, "create table t (id int)");
    servers.killPostgres();
    servers.startPostgres();
    execute(crash, "insert into t values (1)");
  }

  @Test
  void redisStopsStartsAndFlushes() throws IOException {
    servers.stopRedis();
    assertThatThrownBy(() -> servers.flushRedis()).isInstanceOf(ServerException.class);
    servers.startRedis();
    try (RedisConnection redis =
        new RedisConnection(servers.redisPort(), servers.redisPassword())) {
      redis.expect("+OK", "SET", "a", "b");
      servers.flushRedis();
      redis.expect(":0", "DBSIZE");
    }
  }

  @Test
  void takenPortIsNamed(@TempDir Path other) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      Options options = Options.fast().withPorts(new Options.Ports(0, 0, port));
      Context context = new Context(other.toRealPath(), options, new Vault(other));
      assertThatThrownBy(() -> new RedisServer(context).start())
          .hasMessageContaining("port " + port)
          .hasMessageContaining("redis")
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void processWithReusedNumberIsNotTouched(@TempDir Path other) throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Path pidFile = other.toRealPath().resolve("run/redis.pid");
      String birth = ProcessTable.birth(stranger.pid());
      String pid = Long.toString(stranger.pid());
      StateFile.write(pidFile, Map.of("pid", pid, "birth", birth, "port", "1"));
      Context context = new Context(other.toRealPath(), Options.fast(), new Vault(other));
      RedisServer redis = new RedisServer(context);
      redis.start();
      redis.stop();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void brokenBinariesAreUnpackedAgain(@TempDir Path root) throws IOException {
    Binaries binaries = new Binaries(root);
    Path folder = binaries.folder("a", target -> Files.writeString(target.resolve("x"), "1"));
    Files.delete(folder.resolve("x"));
    binaries.folder("a", target -> Files.writeString(target.resolve("x"), "1"));
    assertThat(folder.resolve("x")).hasContent("1");
    assertThat(root.toFile().list()).containsExactly("a");
  }

  private static Connection connect(ServiceCredentials who) throws SQLException {
    return DriverManager.getConnection(who.url(), who.username(), who.password());
  }

  private static void execute(ServiceCredentials who, String sql) throws SQLException {
    try (Connection connection = connect(who);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void send(String topic, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers.kafkaBootstrap());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "k", value)).get();
    }
  }

  private List<String> receive(String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers.kafkaBootstrap(),
            "group.id", "g",
            "auto.offset.reset", "earliest");
    List<String> values = new java.util.ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      for (int i = 0; i < 30 && values.size() < count; i++) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        records.forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
