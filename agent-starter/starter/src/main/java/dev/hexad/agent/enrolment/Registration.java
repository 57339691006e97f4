package dev.hexad.agent.enrolment;

import com.nimbusds.jose.jwk.JWKSet;
import dev.hexad.agent.AgentProperties;
import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.manifest.Enrolment;
import dev.hexad.contracts.manifest.Manifest;
import dev.hexad.contracts.message.Ids;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the agent enrolled: enrols, beats, takes configuration, and enrols again when the lease is
 * gone. The orchestrator may be away at any time; the first failure is a warning, the rest is
 * quiet.
 */
public final class Registration implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Registration.class);
  private static final int RETRY_MILLIS = 1_000;

  /** A new orchestrator may count from the beginning; what an old one gave is not compared. */
  private static final long NO_VERSION = -1;

  /** What registration needs to know of the agent it speaks for. */
  record Agent(
      Manifest manifest,
      LiveConfiguration<?> configuration,
      IntSupplier port,
      BooleanSupplier healthy,
      Supplier<@Nullable Integer> waiting) {}

  private final Agent agent;
  private final OrchestratorClient client;
  private final AgentProperties properties;
  private final Clock clock;
  private final UUID instance = Ids.next();
  private final Semaphore beatNow = new Semaphore(0);
  private volatile JWKSet identityKeys = new JWKSet();
  private volatile boolean enrolled;
  private volatile @Nullable Thread loop;
  private @Nullable String configurationError;
  private boolean complained;

  Registration(Agent agent, OrchestratorClient client, AgentProperties properties, Clock clock) {
    this.agent = agent;
    this.client = client;
    this.properties = properties;
    this.clock = clock;
  }

  public UUID instance() {
    return instance;
  }

  /** True while the orchestrator has given a lease that has not been refused since. */
  public boolean enrolled() {
    return enrolled;
  }

  /** The keys that identities must be signed with. */
  JWKSet identityKeys() {
    return identityKeys;
  }

  /** Beats at once, to see a change without waiting. */
  void beatSoon() {
    beatNow.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        boolean known = enrolled;
        Enrolment.Lease lease = known ? beat() : enrol();
        take(lease, known ? agent.configuration().version() : NO_VERSION);
        complained = false;
        wait(Math.max(500, lease.leaseSeconds() * 1000 * 2 / 5));
      } catch (InterruptedException e) {
        return;
      } catch (OrchestratorClient.RefusedException e) {
        enrolled = enrolled && e.status() >= 500;
        complainAndWait(e);
      } catch (IOException | ParseException | RuntimeException e) {
        complainAndWait(e);
      }
    }
  }

  private Enrolment.Lease enrol() throws IOException, InterruptedException {
    String token = properties.enrolmentToken();
    if (token == null) {
      throw new IOException("hexad.enrolment-token is not set; take it from the orchestrator");
    }
    String url = properties.advertisedUrl();
    var request =
        new Enrolment.Request(
            agent.manifest(),
            instance,
            url == null ? "http://127.0.0.1:" + agent.port().getAsInt() : url,
            clock.instant());
    Enrolment.Lease lease = client.enrol(request, token);
    enrolled = true;
    log.atInfo().addKeyValue("instance", instance).log("enrolled with the orchestrator");
    return lease;
  }

  private Enrolment.Lease beat() throws IOException, InterruptedException {
    var heartbeat =
        new Enrolment.Heartbeat(
            agent.configuration().version(),
            agent.healthy().getAsBoolean(),
            configurationError,
            agent.waiting().get());
    return client.beat(agent.manifest().id(), instance, heartbeat);
  }

  private void take(Enrolment.Lease lease, long have) throws ParseException {
    identityKeys = JWKSet.parse(lease.identityKeys());
    if (lease.configuration() == null || lease.configurationVersion() == have) {
      return;
    }
    try {
      agent.configuration().apply(lease.configurationVersion(), lease.configuration());
      configurationError = null;
    } catch (RuntimeException e) {
      if (configurationError == null) {
        log.atWarn().setCause(e).log("configuration refused; the one before stays in force");
      }
      configurationError = String.valueOf(e.getMessage());
    }
  }

  private void wait(int millis) throws InterruptedException {
    if (beatNow.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      beatNow.drainPermits();
    }
  }

  private void complainAndWait(Exception e) {
    if (complained) {
      log.atDebug().setCause(e).log("still not enrolled");
    } else {
      complained = true;
      log.atWarn()
          .addKeyValue("reason", e.getMessage() == null ? e.toString() : e.getMessage())
          .log("the orchestrator cannot be reached; work goes on, trying again every second");
    }
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void start() {
    loop = Thread.ofVirtual().name("registration").start(this::run);
  }

  @Override
  public void stop() {
    Thread running = loop;
    loop = null;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(2_000);
      if (enrolled) {
        client.leave(agent.manifest().id(), instance);
      }
    } catch (IOException e) {
      log.debug("left without a good-bye", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return loop != null;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
