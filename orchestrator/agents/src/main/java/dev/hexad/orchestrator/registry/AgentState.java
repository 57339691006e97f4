package dev.hexad.orchestrator.registry;

/** Life cycle of an agent as a plugin. */
public enum AgentState {
  /** Known, but nothing is routed to it. */
  INSTALLED,
  ENABLED,
  DISABLED
}
