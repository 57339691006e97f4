package dev.hexad.finops.refresh;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.finops.settings.FinopsSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Has all worked out anew when the configuration changes. */
@Component
class RefreshOnChange {
  RefreshOnChange(
      RefreshStore store,
      LiveConfiguration<FinopsSettings> settings,
      TransactionTemplate transaction) {
    settings.onChange(changed -> transaction.executeWithoutResult(status -> store.want()));
  }
}
