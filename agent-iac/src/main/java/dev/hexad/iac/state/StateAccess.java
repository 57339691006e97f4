package dev.hexad.iac.state;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets a command's Terraform reach the state of its workspace while the command works. */
@Component
public class StateAccess {
  private static final Duration RENEW_EVERY = Duration.ofSeconds(20);

  private final StateEndpoint endpoint;
  private final Grants grants;
  private final States states;

  StateAccess(StateEndpoint endpoint, Grants grants, States states) {
    this.states = states;
    this.endpoint = endpoint;
    this.grants = grants;
  }

  /**
   * An open way to one state.
   *
   * @param backend the configuration of Terraform's {@code http} backend; without credentials,
   *     because a plan file keeps it
   * @param environment the credentials
   */
  public record Open(Map<String, Object> backend, Map<String, String> environment, Runnable ending)
      implements AutoCloseable {
    @Override
    public void close() {
      ending.run();
    }
  }

  /**
   * Opens it; what an earlier attempt of the command has locked is free again.
   *
   * @param writes false for what must not change it
   * @param fence token of the lease that the command has, 0 for none
   */
  public Open open(String workspace, UUID command, boolean writes, long fence) {
    grants.end(command);
    String password = grants.give(new Grants.Grant(workspace, command, writes, fence));
    Thread renewal = Thread.ofVirtual().name("state-" + workspace).start(() -> renew(command));
    String address = endpoint.address(workspace);
    return new Open(
        Map.of(
            "address", address,
            "lock_address", address,
            "unlock_address", address,
            "retry_max", 3,
            "retry_wait_min", 1),
        Map.of("TF_HTTP_USERNAME", "hexad", "TF_HTTP_PASSWORD", password),
        () -> {
          renewal.interrupt();
          grants.end(command);
        });
  }

  /** Takes over a state that was kept elsewhere, unless there is one already. */
  public void adopt(String workspace, byte[] text) {
    states.adopt(workspace, text, Writer.of("agent:iac", false));
  }

  private void renew(UUID command) {
    try {
      while (true) {
        Thread.sleep(RENEW_EVERY);
        grants.renew(command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
