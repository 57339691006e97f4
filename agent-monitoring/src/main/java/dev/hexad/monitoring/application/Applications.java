package dev.hexad.monitoring.application;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ApplicationRegistered;
import dev.hexad.contracts.message.Envelope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which applications there are. */
@Component
public class Applications implements EventHandler<ApplicationRegistered> {
  private final JdbcClient jdbc;

  Applications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Class<ApplicationRegistered> eventType() {
    return ApplicationRegistered.class;
  }

  @Override
  public void handle(ApplicationRegistered event, Envelope envelope) {
    jdbc.sql(
            """
            insert into application (id, name, team) values (?, ?, ?)
            on conflict (id) do update set name = excluded.name, team = excluded.team
            """)
        .param(event.applicationId())
        .param(event.name())
        .param(event.team())
        .update();
  }

  /** The id of an application; also of one that is only known by what runs. */
  public Optional<UUID> find(String name) {
    return jdbc.sql(
            """
            select id from application where name = :name
            union all select application_id from watched where application = :name limit 1
            """)
        .param("name", name)
        .query(UUID.class)
        .optional();
  }
}
