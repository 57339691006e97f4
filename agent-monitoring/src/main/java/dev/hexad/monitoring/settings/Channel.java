package dev.hexad.monitoring.settings;

import org.jspecify.annotations.Nullable;

/**
 * Where notifications go.
 *
 * @param secret name of the stored secret: Slack's webhook address or bot token, PagerDuty's
 *     routing key, Opsgenie's API key, the signing secret of a webhook, a token of Grafana
 * @param url address of a webhook, of Grafana, or base of the API where it is not the usual one
 * @param to recipient of e-mails, channel in Slack, team of Opsgenie, uid of a Grafana dashboard
 */
public record Channel(
    String name, Kind kind, @Nullable String secret, @Nullable String url, @Nullable String to) {

  /** What a channel speaks. */
  public enum Kind {
    SLACK,
    PAGERDUTY,
    OPSGENIE,
    EMAIL,
    WEBHOOK,
    /** Annotations on Grafana's graphs. */
    GRAFANA
  }

  public Channel {
    Names.require("the channel", name);
    if (kind == null) {
      throw new IllegalArgumentException("the channel '" + name + "' has no kind");
    }
    switch (kind) {
      case WEBHOOK -> require(name, url, "url");
      case EMAIL -> require(name, to, "to");
      case SLACK, PAGERDUTY, OPSGENIE -> require(name, secret, "secret");
      case GRAFANA -> {
        require(name, url, "url");
        require(name, secret, "secret");
      }
    }
  }

  private static void require(String name, @Nullable String value, String what) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the channel '" + name + "' has no " + what);
    }
  }
}
