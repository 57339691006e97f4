package dev.hexad.orchestrator.transport;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hexad.contracts.problem.HexadException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What other features ask of the transport. */
@Service
public class HttpTransport implements CapabilityUse {
  private final CommandTable table;
  private final TransportLog log;

  HttpTransport(CommandTable table, TransportLog log) {
    this.table = table;
    this.log = log;
  }

  /** A command as agents with an API of their own show it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Shown(
      UUID id,
      String capability,
      String state,
      int attempt,
      Instant receivedAt,
      @Nullable Instant finishedAt,
      @Nullable JsonNode result,
      @Nullable JsonNode problem) {
    public boolean ended() {
      return HttpCommand.State.valueOf(state).ended();
    }
  }

  /**
   * A command.
   *
   * @throws HexadException of type not-found
   */
  public Shown command(String tenant, String agentId, UUID id) {
    HttpCommand command =
        table.find(tenant, agentId, id).orElseThrow(() -> HexadException.notFound("command", id));
    boolean failed = command.state() == HttpCommand.State.FAILED;
    return new Shown(
        id,
        command.capability(),
        command.state().name(),
        command.attempt(),
        command.receivedAt(),
        command.finishedAt(),
        failed ? null : command.answer(),
        failed ? command.answer() : null);
  }

  /** At most 256 KiB of a command's output. */
  public byte[] log(UUID command, long offset) {
    return log.read(command, offset);
  }

  @Override
  public Use of(String tenant, String capability) {
    return table.use(tenant, capability);
  }

  /** Deletes the commands of an agent, open ones too. */
  @Transactional
  public void purge(String tenant, String agentId) {
    table.deleteAll(tenant, agentId);
  }
}
