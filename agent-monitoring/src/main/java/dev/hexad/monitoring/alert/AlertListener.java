package dev.hexad.monitoring.alert;

import java.util.List;

/** Hears of alerts that are not muted, in the transaction that changes them. */
public interface AlertListener {
  /** It fires, or its mute has ended while it does. */
  void fired(Alert alert);

  /** Several fire at the same time. */
  default void fired(List<Alert> alerts) {
    alerts.forEach(this::fired);
  }

  /** It was acknowledged, and fires again. */
  void rearmed(Alert alert);

  /** It fires, and its mute has ended; those who know of it may believe it to be looked after. */
  void unmuted(Alert alert);

  void acknowledged(Alert alert, String who);

  /** They end at the same time, for the same reason. */
  void resolved(List<Alert> alerts, String reason);
}
