package dev.hexad.orchestrator.usage;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a minute of an agent's work costs, prefix {@code hexad.usage}.
 *
 * @param minutePrices by agent id, decimal; agents that are not named cost nothing
 * @param currency ISO 4217
 * @param keepDays how long commands are remembered here; the ledger keeps them anyway
 */
@ConfigurationProperties("hexad.usage")
record UsageProperties(
    @Nullable Map<String, BigDecimal> minutePrices,
    @DefaultValue("USD") String currency,
    @DefaultValue("90") int keepDays) {
  Map<String, BigDecimal> prices() {
    return minutePrices == null ? Map.of() : minutePrices;
  }
}
