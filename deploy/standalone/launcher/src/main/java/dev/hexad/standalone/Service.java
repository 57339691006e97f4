package dev.hexad.standalone;

import java.util.Arrays;
import java.util.List;

/** The seven services, in the order in which they are started. */
public enum Service {
  ORCHESTRATOR("orchestrator", "orchestrator", "dev.hexad.orchestrator.OrchestratorApplication"),
  CI("agent-ci", "ci", "dev.hexad.ci.CiAgentApplication"),
  CD("agent-cd", "cd", "dev.hexad.cd.CdAgentApplication"),
  IAC("agent-iac", "iac", "dev.hexad.iac.IacAgentApplication"),
  MONITORING("agent-monitoring", "monitoring", "dev.hexad.monitoring.MonitoringAgentApplication"),
  CLOUD("agent-cloud", "cloud", "dev.hexad.cloud.CloudAgentApplication"),
  FINOPS("agent-finops", "finops", "dev.hexad.finops.FinopsAgentApplication");

  /** Ports of an installation: one for each service. */
  static final int PORTS = 7;

  private final String title;
  private final String id;
  private final String mainClass;

  Service(String title, String id, String mainClass) {
    this.title = title;
    this.id = id;
    this.mainClass = mainClass;
  }

  /** Short name: schema, configuration file and agent id. */
  public String id() {
    return id;
  }

  /** Name for people, also of the module, the process and the log. */
  public String title() {
    return title;
  }

  public String mainClass() {
    return mainClass;
  }

  public int port(int base) {
    return base + ordinal();
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(Service::id).toList();
  }
}
