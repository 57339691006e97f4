package dev.hexad.monitoring.source;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.monitoring.settings.Source;

/** Opens sources of one kind. */
public interface SourceAdapter {
  Source.Kind kind();

  /**
   * A source; nothing is asked yet.
   *
   * @param secrets gives the values of the secrets that the source names
   * @throws HexadException when a secret cannot be had, or the address is not allowed
   */
  MetricSource open(Source source, SourceSecrets secrets);
}
