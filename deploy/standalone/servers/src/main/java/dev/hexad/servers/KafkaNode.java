package dev.hexad.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** Main class of the Kafka process: formats an empty log folder, then runs the node. */
public final class KafkaNode {
  private KafkaNode() {}

  /** Arguments: configuration file, and for tests the pid of the process to die with. */
  public static void main(String[] arguments) throws IOException {
    Path configuration = Path.of(arguments[0]);
    if (arguments.length > 1) {
      dieWith(Long.parseLong(arguments[1]));
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(configuration)) {
      properties.load(reader);
    }
    Path logs = Path.of(properties.getProperty("log.dirs"));
    if (!Files.exists(logs.resolve("meta.properties"))) {
      String id = Uuid.randomUuid().toString();
      String[] format = {"format", "-t", id, "-c", configuration.toString()};
      int status = kafka.tools.StorageTool.execute(format, System.out);
      if (status != 0) {
        throw new IOException("cannot format " + logs + ": status " + status);
      }
    }
    kafka.Kafka.main(new String[] {configuration.toString()});
  }

  private static void dieWith(long parent) {
    Optional<ProcessHandle> handle = ProcessHandle.of(parent);
    if (handle.isEmpty()) {
      Runtime.getRuntime().halt(1);
    }
    handle.get().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }
}
