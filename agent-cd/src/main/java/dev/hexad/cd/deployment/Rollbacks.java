package dev.hexad.cd.deployment;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers which commands have gone back already, so that none of them goes back twice. */
@Component
class Rollbacks {
  private final JdbcClient jdbc;

  Rollbacks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** To be called in the transaction of the change itself. */
  void remember(UUID command) {
    jdbc.sql("insert into rollback_done (command_id) values (?)").param(command).update();
  }

  boolean done(UUID command) {
    return jdbc.sql("select count(*) from rollback_done where command_id = ?")
            .param(command)
            .query(Integer.class)
            .single()
        > 0;
  }
}
