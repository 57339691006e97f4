package dev.hexad.servers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * PostgreSQL, Kafka and Redis of one state folder. Servers that a killed process has left behind
 * are adopted when they are healthy and replaced when they are not.
 *
 * <p>In {@link Options.Mode#FAST} the servers end with this JVM; in {@link Options.Mode#DURABLE}
 * they run until {@link #stop()}, from this process or a later one. Safe for use by many threads.
 */
public final class EmbeddedServers implements AutoCloseable {
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final ServiceSchemas schemas;

  private EmbeddedServers(Path state, Options options) {
    Context context = new Context(state, options, new Vault(state));
    this.postgres = new PostgresServer(context);
    this.kafka = new KafkaServer(context);
    this.redis = new RedisServer(context);
    this.schemas = new ServiceSchemas(postgres, context.vault());
  }

  /** Starts all three side by side and returns when they answer. */
  public static EmbeddedServers start(Path stateDir, Options options) {
    Path state = real(stateDir);
    try (FileChannel channel = lockFile(state);
        FileLock lock = lock(channel, state)) {
      EmbeddedServers servers = new EmbeddedServers(state, options);
      if (!options.durableMode()) {
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop, "hexad-servers-stop"));
      }
      servers.startAll();
      if (!lock.isValid()) {
        throw new ServerException("lost the lock on " + state);
      }
      return servers;
    } catch (IOException e) {
      throw new ServerException("cannot use " + state + ": " + e.getMessage(), e);
    }
  }

  /** The durable servers of a folder as they are, without starting anything. */
  public static EmbeddedServers of(Path stateDir) {
    return new EmbeddedServers(real(stateDir), Options.durable());
  }

  /** Creates roles and schemas that are missing; safe to repeat. */
  public List<ServiceCredentials> createServiceSchemas(List<String> services) {
    return schemas.create(services);
  }

  public String postgresUrl(String schema) {
    return schemas.url(schema);
  }

  public int postgresPort() {
    return postgres.port();
  }

  public String postgresAdminUser() {
    return PostgresServer.ADMIN;
  }

  public String postgresAdminPassword() {
    return postgres.adminPassword();
  }

  public String kafkaBootstrap() {
    return LoopbackPorts.HOST + ":" + kafka.port();
  }

  public int redisPort() {
    return redis.port();
  }

  public String redisPassword() {
    return redis.password();
  }

  public void startPostgres() {
    postgres.start();
  }

  public void stopPostgres() {
    postgres.stop();
  }

  /** Ends PostgreSQL as a crash would. */
  public void killPostgres() {
    postgres.kill();
  }

  public void startKafka() {
    kafka.start();
  }

  public void stopKafka() {
    kafka.stop();
  }

  /** Ends Kafka as a crash would. */
  public void killKafka() {
    kafka.kill();
  }

  public void startRedis() {
    redis.start();
  }

  public void stopRedis() {
    redis.stop();
  }

  /** Ends Redis as a crash would. */
  public void killRedis() {
    redis.kill();
  }

  public void flushRedis() {
    redis.flush();
  }

  public List<ServerStatus> status() {
    return List.of(postgres.status(), kafka.status(), redis.status());
  }

  /** Stops all three and waits for their end; data stays. */
  public void stop() {
    inParallel(kafka::stop, postgres::stop, redis::stop);
  }

  @Override
  public void close() {
    stop();
  }

  private void startAll() {
    inParallel(
        () -> {
          postgres.start();
          schemas.createDatabase();
        },
        kafka::start,
        redis::start);
  }

  private static void inParallel(Runnable... tasks) {
    CompletableFuture<?>[] all = new CompletableFuture<?>[tasks.length];
    for (int i = 0; i < tasks.length; i++) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Runnable task = tasks[i];
      Thread.ofPlatform().daemon().start(() -> complete(done, task));
      all[i] = done;
    }
    try {
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ServerException known
          ? new ServerException(String.valueOf(known.getMessage()), known)
          : new ServerException("a server failed: " + e.getCause(), e);
    }
  }

  private static void complete(CompletableFuture<Void> done, Runnable task) {
    try {
      task.run();
      done.complete(null);
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  private static Path real(Path state) {
    try {
      return Files.createDirectories(state.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw new ServerException("cannot create " + state + ": " + e.getMessage(), e);
    }
  }

  private static FileChannel lockFile(Path state) throws IOException {
    return FileChannel.open(
        state.resolve("servers.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock lock(FileChannel channel, Path state) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException sameProcess) {
      throw busy(state);
    }
    throw busy(state);
  }

  private static ServerException busy(Path state) {
    return new ServerException(
        "another process is starting servers in " + state + "; wait for it and try again");
  }
}
