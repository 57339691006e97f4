package dev.hexad.servers;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Kafka as a single KRaft node in a JVM of its own, on the loopback address only. */
final class KafkaServer extends Server {
  static final String NAME = "kafka";
  private static final String CONTROLLER = "kafka-controller";

  KafkaServer(Context context) {
    super(context, NAME, context.options().ports().kafka());
  }

  @Override
  String marker() {
    return configuration().toString();
  }

  @Override
  List<String> prepare(int port) throws IOException {
    int controller = LoopbackPorts.choose(CONTROLLER, 0, context.vault().port(CONTROLLER));
    context.vault().rememberPort(CONTROLLER, controller);
    Path logs = context.state().resolve("kafka").resolve("data");
    Files.createDirectories(logs);
    StateFile.writeText(configuration(), properties(port, controller, logs));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + context.options().kafkaHeapMegabytes() + "m");
    command.addAll(List.of("-Xms32m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
    command.addAll(List.of("-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dlogback.configurationFile=dev/hexad/servers/kafka-logback.xml");
    command.addAll(List.of("-cp", KafkaClassPath.compose(), KafkaNode.class.getName()));
    command.add(configuration().toString());
    if (!context.options().durableMode()) {
      command.add(Long.toString(ProcessHandle.current().pid()));
    }
    return command;
  }

  /** Asks for the protocol versions: the broker answers only when it takes requests. */
  @Override
  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LoopbackPorts.HOST, port()), 1000);
      socket.setSoTimeout(2000);
      ByteBuffer request = ByteBuffer.allocate(14);
      request.putInt(10).putShort((short) 18).putShort((short) 0).putInt(1).putShort((short) -1);
      socket.getOutputStream().write(request.array());
      return new DataInputStream(socket.getInputStream()).readInt() > 0;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  String stopSignal() {
    return context.graceful() ? "TERM" : "KILL";
  }

  private Path configuration() {
    return context.state().resolve("kafka").resolve("server.properties");
  }

  private static String properties(int port, int controller, Path logs) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@%1$s:%3$d
    listeners=BROKER://%1$s:%2$d,CONTROLLER://%1$s:%3$d
    advertised.listeners=BROKER://%1$s:%2$d
    listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=BROKER
    controller.listener.names=CONTROLLER
    log.dirs=%4$s
    num.partitions=4
    num.network.threads=2
    num.io.threads=4
    background.threads=2
    default.replication.factor=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=4
    group.initial.rebalance.delay.ms=0
    broker.heartbeat.interval.ms=1000
    broker.session.timeout.ms=4000
    log.cleaner.dedupe.buffer.size=16777216
    log.segment.bytes=67108864
    log.retention.hours=168
    message.max.bytes=2097152
    """
        .formatted(LoopbackPorts.HOST, port, controller, logs.toString().replace("\\", "\\\\"));
  }
}
