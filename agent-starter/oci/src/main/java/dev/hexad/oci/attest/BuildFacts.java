package dev.hexad.oci.attest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a build did, for its provenance.
 *
 * @param sourceRepository URL of the Git repository
 * @param commit full hash
 * @param ref the branch or tag that was built
 * @param pipelineFile path of the file that describes the build, empty when there is none
 * @param runId the run that the build belongs to
 * @param commandId the command that asked for it
 * @param steps names of the steps that were run
 * @param inheritedSteps names of the steps whose results were taken over from an earlier run
 * @param parameters what the caller chose
 */
public record BuildFacts(
    String sourceRepository,
    String commit,
    String ref,
    String pipelineFile,
    String runId,
    String commandId,
    Instant started,
    Instant finished,
    List<String> steps,
    List<String> inheritedSteps,
    Map<String, String> parameters) {
  public BuildFacts {
    steps = List.copyOf(steps);
    inheritedSteps = List.copyOf(inheritedSteps);
    parameters = Map.copyOf(parameters);
  }
}
