package dev.hexad.orchestrator.ledger;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells waiting streams that the ledger has grown: at once in this process, through Redis in other
 * instances, and by looking once a second where Redis is away.
 */
@Component
final class LedgerTail implements MessageListener {
  static final String CHANNEL = "hexad:ledger";
  private static final Logger log = LoggerFactory.getLogger(LedgerTail.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final StringRedisTemplate redis;
  private long times;
  private volatile long restUntil = System.nanoTime();

  LedgerTail(StringRedisTemplate redis) {
    this.redis = redis;
  }

  void grown() {
    wake();
    if (System.nanoTime() < restUntil) {
      return;
    }
    try {
      redis.convertAndSend(CHANNEL, "grown");
    } catch (DataAccessException e) {
      restUntil = System.nanoTime() + REST_NANOS;
      log.atDebug().setCause(e).log("Redis does not answer; other instances look by themselves");
    }
  }

  @Override
  public void onMessage(
      org.springframework.data.redis.connection.Message message,
      byte @org.jspecify.annotations.Nullable [] pattern) {
    wake();
  }

  private void wake() {
    lock.lock();
    try {
      times++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often it was told to have grown, to be asked before one looks. */
  long times() {
    lock.lock();
    try {
      return times;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for growth since then, or for a second. */
  void await(long since) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      while (times == since && left > 0) {
        left = grown.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
