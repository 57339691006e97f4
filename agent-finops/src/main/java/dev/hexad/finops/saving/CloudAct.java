package dev.hexad.finops.saving;

import java.util.Map;

/**
 * The act of the Cloud agent that a saving is made by.
 *
 * @param action of its catalogue
 * @param q which resource
 */
record CloudAct(String action, Map<String, String> parameters, String q) {
  CloudAct {
    parameters = Map.copyOf(parameters);
  }

  /** For a machine; AWS is what the catalogue has. */
  static CloudAct of(MachineUse use, Rightsizing.Proposal proposal) {
    return new CloudAct(
        proposal.size().isEmpty() ? "stop" : "resize",
        proposal.size().isEmpty() ? Map.of() : Map.of("instanceType", proposal.size()),
        "type = aws.ec2.instance and id = \"" + use.resource() + "\"");
  }
}
