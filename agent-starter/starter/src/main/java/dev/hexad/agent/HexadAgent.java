package dev.hexad.agent;

import dev.hexad.service.HexadService;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an agent: an application with one {@link AgentDefinition} bean and command handlers. */
public final class HexadAgent {
  private HexadAgent() {}

  /**
   * Starts an agent and returns when it is ready to serve; enrolment goes on in the background.
   *
   * @param id the agent's id, as in its {@link AgentDefinition}
   */
  public static ConfigurableApplicationContext run(
      Class<?> application, String id, String... args) {
    return HexadService.run(application, id, args);
  }
}
