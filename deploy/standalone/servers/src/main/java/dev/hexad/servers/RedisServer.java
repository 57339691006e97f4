package dev.hexad.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Redis as a pure cache: loopback only, password, no persistence, bounded memory. */
final class RedisServer extends Server {
  static final String NAME = "redis";

  RedisServer(Context context) {
    super(context, NAME, context.options().ports().redis());
  }

  String password() {
    return context.vault().password(NAME);
  }

  void flush() {
    try (RedisConnection connection = new RedisConnection(port(), password())) {
      connection.expect("+OK", "FLUSHALL");
    } catch (IOException e) {
      throw new ServerException("cannot flush redis: " + e.getMessage(), e);
    }
  }

  @Override
  String marker() {
    return configuration().toString();
  }

  @Override
  List<String> prepare(int port) throws IOException {
    String resource = resourceName();
    Path folder =
        new Binaries(context.options().binariesFor(context.state()))
            .folder(resource, target -> unpack(resource, target));
    StateFile.writeText(
        configuration(),
        """
        bind %s
        port %d
        protected-mode yes
        requirepass %s
        save ""
        appendonly no
        maxmemory 128mb
        maxmemory-policy allkeys-lru
        set-proc-title no
        daemonize no
        """
            .formatted(LoopbackPorts.HOST, port, password()));
    return List.of(folder.resolve("redis-server").toString(), configuration().toString());
  }

  @Override
  boolean answers() {
    try (RedisConnection connection = new RedisConnection(port(), password())) {
      connection.expect("+PONG", "PING");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  String stopSignal() {
    return "TERM";
  }

  private Path configuration() {
    return context.state().resolve("redis").resolve("redis.conf");
  }

  private static void unpack(String resource, Path folder) throws IOException {
    Path target = folder.resolve("redis-server");
    try (InputStream content = Binaries.resource(resource)) {
      Files.copy(content, target);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String resourceName() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (System.getProperty("os.name").startsWith("Mac")) {
      return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
    }
    return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
  }
}
