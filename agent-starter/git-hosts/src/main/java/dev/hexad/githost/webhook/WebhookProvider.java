package dev.hexad.githost.webhook;

import java.util.List;

/** Who sends webhooks, each in its own dialect. */
public enum WebhookProvider {
  GITHUB("X-GitHub-Delivery"),
  GITLAB("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID"),
  /** Gitea, Forgejo and Gogs. */
  GITEA("X-Gitea-Delivery", "X-Forgejo-Delivery", "X-Gogs-Delivery"),
  /** Bitbucket Cloud and Data Center. */
  BITBUCKET("X-Request-UUID", "X-Request-Id"),
  /** The Notification plugin of Jenkins, which numbers no deliveries. */
  JENKINS,
  /** Anything that signs the small body of {@link WebhookEvent.Generic}. */
  GENERIC("X-Hexad-Delivery");

  private final List<String> deliveryHeaders;

  WebhookProvider(String... deliveryHeaders) {
    this.deliveryHeaders = List.of(deliveryHeaders);
  }

  List<String> deliveryHeaders() {
    return deliveryHeaders;
  }
}
