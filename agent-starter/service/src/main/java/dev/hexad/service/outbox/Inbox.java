package dev.hexad.service.outbox;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recognises messages that were already handled, in the transaction that handles them. */
public class Inbox {
  private final JdbcClient jdbc;

  Inbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** True the first time; then the caller's transaction must do the work. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean firstTime(String consumer, UUID messageId) {
    return jdbc.sql("insert into inbox (consumer, message_id) values (?, ?) on conflict do nothing")
            .params(consumer, messageId)
            .update()
        == 1;
  }

  /** Forgets messages older than the bus keeps them. */
  @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
  @Transactional
  public void forgetOld() {
    jdbc.sql("delete from inbox where received_at < now() - interval '14 days'").update();
  }
}
