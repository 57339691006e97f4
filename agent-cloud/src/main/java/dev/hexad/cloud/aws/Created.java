package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.ActionTarget;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** How what acts have made is known again: by tags that it has from its first moment on. */
final class Created {
  static final String TAG_OF = "hexad:created-on";
  private static final String TAG = "hexad:created";

  private Created() {}

  static Filter filter(String name) {
    return filter(TAG, name);
  }

  static Filter filter(String key, String value) {
    return Filter.builder().name("tag:" + key).values(value).build();
  }

  static TagSpecification tags(ResourceType type, ActionTarget target, String name) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(tag("Name", name), tag(TAG, name), tag(TAG_OF, target.id()))
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** AWS makes what has the same token once, also when it is asked again before it shows. */
  static String token(ActionTarget target, String name) {
    return UUID.nameUUIDFromBytes((target.id() + " " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
