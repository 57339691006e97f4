package dev.hexad.service.bus;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps messages that cannot be handled, and counts them: never dropped, never in the way. */
public final class Parking {
  private static final Logger log = LoggerFactory.getLogger(Parking.class);

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  Parking(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  public void park(String consumer, String reason, String payload) {
    jdbc.sql("insert into parked_message (consumer, reason, payload) values (?, ?, ?)")
        .params(consumer, reason, payload.replace("\u0000", ""))
        .update();
    meters.counter("hexad.messages.parked", "consumer", consumer).increment();
    log.atWarn()
        .addKeyValue("consumer", consumer)
        .addKeyValue("reason", reason)
        .log("message parked");
  }
}
