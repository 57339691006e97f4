package dev.hexad.orchestrator.registry;

import dev.hexad.contracts.message.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Short-lived copies of agents in Redis, for the gateway's reads. Without Redis every read goes to
 * the database; after a failure Redis is left alone for a moment.
 */
@Component
final class AgentCache {
  private static final Logger log = LoggerFactory.getLogger(AgentCache.class);
  private static final Duration KEEP = Duration.ofMillis(1_500);
  private static final long REST_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long NEAR_NANOS = Duration.ofMillis(500).toNanos();

  private final Map<String, Near> near = new ConcurrentHashMap<>();
  private final StringRedisTemplate redis;
  private volatile long restUntil = System.nanoTime();

  AgentCache(StringRedisTemplate redis) {
    this.redis = redis;
  }

  private record Near(Agent agent, long until) {}

  /** What this process read a moment ago, else what Redis has, else what the authority says. */
  Optional<Agent> get(String id, Supplier<Optional<Agent>> authority) {
    Near known = near.get(id);
    if (known != null && System.nanoTime() - known.until() < 0) {
      return Optional.of(known.agent());
    }
    Optional<Agent> found = far(id, authority);
    found.ifPresent(agent -> near.put(id, new Near(agent, System.nanoTime() + NEAR_NANOS)));
    return found;
  }

  private Optional<Agent> far(String id, Supplier<Optional<Agent>> authority) {
    if (System.nanoTime() < restUntil) {
      return authority.get();
    }
    try {
      String json = redis.opsForValue().get(key(id));
      if (json != null) {
        return Optional.of(Json.read(json, Agent.class));
      }
    } catch (DataAccessException | JacksonException e) {
      rest(e);
      return authority.get();
    }
    Optional<Agent> agent = authority.get();
    agent.ifPresent(found -> put(id, found));
    return agent;
  }

  private void put(String id, Agent agent) {
    try {
      redis.opsForValue().set(key(id), Json.write(agent), KEEP);
    } catch (DataAccessException e) {
      rest(e);
    }
  }

  void forget(String id) {
    near.remove(id);
    if (System.nanoTime() < restUntil) {
      return;
    }
    try {
      redis.delete(key(id));
    } catch (DataAccessException e) {
      rest(e);
    }
  }

  private void rest(RuntimeException e) {
    restUntil = System.nanoTime() + REST_NANOS;
    log.atDebug().setCause(e).log("Redis does not answer; reads go to the database");
  }

  private static String key(String id) {
    return "hexad:agent:" + id;
  }
}
