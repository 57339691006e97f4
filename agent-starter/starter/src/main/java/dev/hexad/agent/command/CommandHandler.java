package dev.hexad.agent.command;

/**
 * Does the work of one capability. Called with a lease on the command; after a crash it is called
 * again with a higher attempt, so what it does must be safe to repeat for the same command id.
 *
 * @param <P> parameters
 * @param <R> result
 */
public interface CommandHandler<P, R> {
  /** Name of the capability, for example {@code ci.build}. */
  String capability();

  /** One sentence for people. */
  String description();

  Class<P> parametersType();

  Class<R> resultType();

  /**
   * Does the work; runs outside a transaction.
   *
   * @throws dev.hexad.contracts.problem.HexadException when it cannot be done; becomes the
   *     command's problem
   * @throws InterruptedException when cancelled or when the lease is lost
   */
  R handle(P parameters, CommandContext context) throws Exception;
}
