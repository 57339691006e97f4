package dev.hexad.cd.target;

import dev.hexad.contracts.message.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * All that a target needs to bring a revision there once more, with nothing else at hand. It may
 * hold secrets: it is stored sealed and never shown as it is.
 *
 * @param items in the order of their use
 */
public record Rendered(List<Item> items) {
  public Rendered {
    items = List.copyOf(items);
  }

  /**
   * One thing that the target makes.
   *
   * @param id tells it from others in the same environment, for example {@code apps/Deployment/web}
   */
  public record Item(String id, JsonNode content) {}

  public static Rendered of(String id, Record content) {
    return new Rendered(List.of(new Item(id, Json.tree(content))));
  }

  /** The content of the only item, as what it was made of. */
  public <T extends Record> T only(Class<T> type) {
    if (items.size() != 1) {
      throw new IllegalStateException("one item is expected, there are " + items.size());
    }
    return Json.convert(items.getFirst().content(), type);
  }
}
