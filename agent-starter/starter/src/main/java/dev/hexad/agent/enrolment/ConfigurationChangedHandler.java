package dev.hexad.agent.enrolment;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.ConfigurationChanged;
import dev.hexad.contracts.message.Envelope;
import java.util.function.Supplier;

/** Fetches a new configuration as soon as it is there. */
final class ConfigurationChangedHandler implements EventHandler<ConfigurationChanged> {
  private final String agent;
  private final Supplier<Registration> registration;

  ConfigurationChangedHandler(String agent, Supplier<Registration> registration) {
    this.agent = agent;
    this.registration = registration;
  }

  @Override
  public Class<ConfigurationChanged> eventType() {
    return ConfigurationChanged.class;
  }

  @Override
  public void handle(ConfigurationChanged event, Envelope envelope) {
    if (event.agentId().equals(agent)) {
      registration.get().beatSoon();
    }
  }
}
