package dev.hexad.agent.command;

import dev.hexad.contracts.command.CommandRequest;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps those from working who have lost their lease without knowing. */
public final class Fences {
  private final JdbcClient jdbc;

  Fences(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Remembers the token for each of the resources.
   *
   * @throws HexadException of type conflict when a later one was seen
   */
  public void pass(CommandRequest.Lease lease) {
    for (String resource : lease.resources()) {
      int passed =
          jdbc.sql(
                  """
                  insert into fence (resource, token) values (?, ?)
                  on conflict (resource) do update set token = excluded.token, seen_at = now()
                  where fence.token <= excluded.token
                  """)
              .params(resource, lease.token())
              .update();
      if (passed == 0) {
        throw new HexadException(
            ProblemType.CONFLICT,
            "Somebody else has '" + resource + "' by now; this command came too late.");
      }
    }
  }
}
