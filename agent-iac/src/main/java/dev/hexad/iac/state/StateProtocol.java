package dev.hexad.iac.state;

import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What Terraform's {@code http} backend says, and what it is answered: GET, POST and DELETE of the
 * state, LOCK and UNLOCK (also as PUT and DELETE of its lock).
 */
@Component
class StateProtocol {
  private static final byte[] NOTHING = {};

  private final States states;

  StateProtocol(States states) {
    this.states = states;
  }

  /** What is asked; {@code lockId} is the query's {@code ID}. */
  record Call(
      String method,
      String workspace,
      byte[] body,
      @Nullable String lockId,
      @Nullable String contentMd5) {}

  /** Status and body. */
  record Answer(int status, byte[] body) {}

  Answer answer(Call call, Writer by) {
    try {
      return switch (call.method()) {
        case "GET" ->
            states
                .read(call.workspace(), by)
                .map(text -> new Answer(200, text))
                .orElseGet(() -> new Answer(204, NOTHING));
        case "POST" -> {
          States.checkDigest(call.body(), call.contentMd5());
          states.write(call.workspace(), call.body(), call.lockId(), by);
          yield new Answer(200, NOTHING);
        }
        case "DELETE" -> {
          states.delete(call.workspace(), call.lockId(), by);
          yield new Answer(200, NOTHING);
        }
        case "LOCK" -> {
          states.lock(call.workspace(), call.body(), by);
          yield new Answer(200, NOTHING);
        }
        case "UNLOCK" -> {
          states.unlock(call.workspace(), call.body(), by);
          yield new Answer(200, NOTHING);
        }
        default -> new Answer(405, NOTHING);
      };
    } catch (LockedException e) {
      return new Answer(423, text(Json.write(e.lock().info())));
    } catch (HexadException e) {
      return new Answer(e.type().status(), text(e.problem().detail()));
    }
  }

  private static byte[] text(@Nullable String text) {
    return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
  }
}
