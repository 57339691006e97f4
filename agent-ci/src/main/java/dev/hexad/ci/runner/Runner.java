package dev.hexad.ci.runner;

import dev.hexad.agent.command.CommandContext;
import dev.hexad.contracts.problem.HexadException;
import java.io.IOException;

/** Runs one step to its end; whatever it started is gone afterwards, also after a failure. */
interface Runner {
  /**
   * Runs the script with its services; output goes to the log of the context.
   *
   * @return the exit code
   * @throws HexadException when it could not run, or of type timed-out
   * @throws InterruptedException when the command was stopped
   */
  int run(StepRun step, CommandContext context) throws IOException, InterruptedException;

  /** Ends what a killed agent has left running for this command. */
  void clean(String commandId) throws IOException;
}
