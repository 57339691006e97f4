package dev.hexad.servers;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the servers run.
 *
 * @param mode durable for real state, fast for tests
 * @param ports port 0 takes the port used before, or a free one
 * @param kafkaHeapMegabytes largest heap of the Kafka process
 * @param binaries folder for unpacked executables; a default by mode when empty
 */
public record Options(Mode mode, Ports ports, int kafkaHeapMegabytes, Optional<Path> binaries) {
  private static final int DEFAULT_KAFKA_HEAP = 320;

  /** Commits reach the disk, and the servers outlive the process that starts them. */
  public static Options durable() {
    return new Options(Mode.DURABLE, Ports.free(), DEFAULT_KAFKA_HEAP, Optional.empty());
  }

  /** No fsync; the servers die with the process that starts them. */
  public static Options fast() {
    return new Options(Mode.FAST, Ports.free(), DEFAULT_KAFKA_HEAP, Optional.empty());
  }

  public Options withPorts(Ports ports) {
    return new Options(mode, ports, kafkaHeapMegabytes, binaries);
  }

  public Options withKafkaHeapMegabytes(int megabytes) {
    return new Options(mode, ports, megabytes, binaries);
  }

  public Options withBinaries(Path folder) {
    return new Options(mode, ports, kafkaHeapMegabytes, Optional.of(folder));
  }

  boolean durableMode() {
    return mode == Mode.DURABLE;
  }

  Path binariesFor(Path state) {
    return binaries.orElseGet(() ->
        durableMode()
            ? state.resolve("binaries")
            : Path.of(System.getProperty("user.home"), ".cache", "hexad", "binaries"));
  }

  /** What the data is worth. */
  public enum Mode {
    DURABLE,
    FAST
  }

  /** Loopback ports of the servers, 0 for any. */
  public record Ports(int postgres, int kafka, int redis) {
    public static Ports free() {
      return new Ports(0, 0, 0);
    }
  }
}
