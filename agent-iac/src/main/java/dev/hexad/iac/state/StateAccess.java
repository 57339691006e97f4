package dev.hexad.iac.state;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Lets a command's Terraform reach the state of its workspace while the command works. */
@Component
public class StateAccess {
  private static final Logger log = LoggerFactory.getLogger(StateAccess.class);
  private static final Duration RENEW_EVERY = Duration.ofSeconds(15);

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
    /** The port of the loopback address at which the state is. */
    public int port() {
      return URI.create(String.valueOf(backend.get("address"))).getPort();
    }

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
        renewOnce(command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One that fails must not end the others: an apply that cannot write its state is a bad end. */
  private void renewOnce(UUID command) {
    try {
      grants.renew(command);
    } catch (DataAccessException e) {
      log.atWarn().setCause(e).addKeyValue("command", command).log("grant not renewed; once more");
    }
  }
}
