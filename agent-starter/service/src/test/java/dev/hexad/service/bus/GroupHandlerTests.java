package dev.hexad.service.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupHandlerTests {
  private final List<Envelope> messages =
      IntStream.range(0, 4).mapToObj(GroupHandlerTests::message).toList();
  private final List<List<Envelope>> done = new ArrayList<>();

  private static Envelope message(int number) {
    return Json.convert(
        Json.tree(
            Map.of(
                "specversion", "1.0",
                "id", Ids.next(),
                "source", "/hexad/test",
                "type", "dev.hexad.test.v1",
                "subject", "s" + number,
                "time", "2026-01-01T00:00:00Z",
                "tenant", "default",
                "correlationid", Ids.next(),
                "data", Map.of())),
        Envelope.class);
  }

  private Bus.GroupHandler refusing(List<Envelope> bad) {
    return Bus.GroupHandler.togetherElseOneByOne(some -> {
      if (some.stream().anyMatch(bad::contains)) {
        throw new IllegalStateException("bad");
      }
      done.add(List.copyOf(some));
    });
  }

  @Test
  void takesAllTogether() {
    refusing(List.of()).handle(messages);
    assertThat(done).containsExactly(messages);
  }

  @Test
  void letsThoseBeforeABadOneThroughAndNoneAfterIt() {
    Envelope bad = messages.get(2);
    assertThatThrownBy(() -> refusing(List.of(bad)).handle(messages))
        .isInstanceOfSatisfying(
            Bus.PartlyHandledException.class, e -> assertThat(e.failed()).isEqualTo(2));
    assertThat(done).containsExactly(messages.subList(0, 1), messages.subList(1, 2));
  }
}
