package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import dev.hexad.contracts.message.Money;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tells what he knows of a thing: what happened to it, what it belongs to, what it costs.
 * Agents and automation feed the change graph with it.
 *
 * @param about what it is told of
 * @param change what happened to it, in one word, for example {@code edited}, {@code scaled} or
 *     {@code opened}; null when only links are told
 * @param title for people
 * @param environment null for all, or for what has none
 * @param links from it to other things
 * @param cost what it costs or cost, null when that is not known
 */
@MessageType("dev.hexad.change.observed.v1")
public record ChangeObserved(
    NodeRef about,
    @Nullable String change,
    String title,
    @Nullable UUID applicationId,
    @Nullable String environment,
    @Nullable String author,
    List<Link> links,
    @Nullable Money cost)
    implements Event {
  public ChangeObserved {
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(title, "title");
    links = links == null ? List.of() : List.copyOf(links);
  }

  /**
   * A link to another thing.
   *
   * @param relation verb, for example {@code manages}, {@code runs on} or {@code belongs to}
   */
  public record Link(String relation, NodeRef to) {
    public Link {
      Objects.requireNonNull(relation, "relation");
      Objects.requireNonNull(to, "to");
    }
  }

  @Override
  public String subject() {
    return about.kind() + "/" + about.key();
  }
}
