package dev.hexad.contracts.event;

import dev.hexad.contracts.message.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Word to an owner that resources do not keep a tag policy. Each resource is told of once in each
 * stage.
 *
 * @param owner as the inventory knows them, null for nobody
 * @param keys that the policy is about
 */
@MessageType("dev.hexad.cloud.tags.noticed.v1")
public record TagsNoticed(
    String policy, Stage stage, @Nullable String owner, List<String> keys, List<Item> resources)
    implements Event {
  /** When it is told. */
  public enum Stage {
    /** It was found. */
    FOUND,
    /** The time that it is given is nearly over. */
    ENDING
  }

  public TagsNoticed {
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(stage, "stage");
    keys = List.copyOf(keys);
    resources = List.copyOf(resources);
  }

  /**
   * A resource that does not keep it.
   *
   * @param uid in the inventory
   * @param id at the provider
   * @param endsAt when the time that it is given is over
   */
  public record Item(
      UUID uid, String account, String type, String id, String name, Instant endsAt) {
    public Item {
      Objects.requireNonNull(uid, "uid");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(endsAt, "endsAt");
    }
  }

  @Override
  public String subject() {
    return policy;
  }
}
