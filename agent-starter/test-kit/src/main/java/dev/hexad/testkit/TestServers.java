package dev.hexad.testkit;

import dev.hexad.servers.EmbeddedServers;
import dev.hexad.servers.Options;
import dev.hexad.servers.ServiceCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Real PostgreSQL, Kafka and Redis for the tests of one JVM: started at first use, gone with it.
 */
public final class TestServers {
  private static @Nullable TestServers shared;

  private final EmbeddedServers servers;
  private final Path folder;

  private TestServers(EmbeddedServers servers, Path folder) {
    this.servers = servers;
    this.folder = folder;
  }

  public static synchronized TestServers shared() {
    if (shared == null) {
      try {
        Path folder = Files.createTempDirectory("hexad-test");
        shared = new TestServers(EmbeddedServers.start(folder, Options.fast()), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  public EmbeddedServers servers() {
    return servers;
  }

  /** A folder for files of a service. */
  public Path folder(String service) {
    return folder.resolve("data").resolve(service);
  }

  /** Where the service finds its database. */
  public ServiceCredentials database(String service) {
    return servers.createServiceSchemas(List.of(service)).getFirst();
  }

  /** Command line arguments that connect a service to these servers, on a free port. */
  public List<String> arguments(String service) {
    ServiceCredentials database = database(service);
    var arguments = new ArrayList<String>();
    arguments.add("--spring.datasource.url=" + database.url());
    arguments.add("--spring.datasource.username=" + database.username());
    arguments.add("--spring.datasource.password=" + database.password());
    arguments.add("--spring.kafka.bootstrap-servers=" + servers.kafkaBootstrap());
    arguments.add("--spring.data.redis.host=127.0.0.1");
    arguments.add("--spring.data.redis.port=" + servers.redisPort());
    arguments.add("--spring.data.redis.password=" + servers.redisPassword());
    arguments.add("--server.address=127.0.0.1");
    arguments.add("--server.port=0");
    arguments.add("--hexad.data-dir=" + folder(service));
    return arguments;
  }
}
