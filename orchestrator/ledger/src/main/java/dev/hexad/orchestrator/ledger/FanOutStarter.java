package dev.hexad.orchestrator.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Starts the fan-out when Redis is there, and tries again until it is; nothing waits for it. */
@Component
final class FanOutStarter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(FanOutStarter.class);
  private static final long RETRY_MILLIS = 3_000;

  private final RedisMessageListenerContainer container;
  private volatile boolean running;

  FanOutStarter(@Qualifier("ledgerFanOut") RedisMessageListenerContainer container) {
    this.container = container;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("fan-out-start").start(this::tryUntilStarted);
  }

  private void tryUntilStarted() {
    while (running && !container.isRunning()) {
      try {
        container.start();
      } catch (RuntimeException e) {
        log.atDebug().setCause(e).log("Redis is not there yet");
        try {
          Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
          return;
        }
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    container.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
