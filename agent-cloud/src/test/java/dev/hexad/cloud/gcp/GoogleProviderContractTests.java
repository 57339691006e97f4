package dev.hexad.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudProviderContractTests;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoogleProviderContractTests extends CloudProviderContractTests {
  private GoogleCloud google;
  private GoogleAccount account;

  @BeforeAll
  void start() throws Exception {
    google = new GoogleCloud();
    account =
        new GoogleAccount(
            google.settings(),
            google::secret,
            new GuardedHttp(OutboundGuard.allowing(List.of("127.0.0.0/8"))),
            Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    if (google != null) {
      google.close();
      assertThat(google.cloud.violations).isEmpty();
    }
  }

  @Override
  protected CloudProvider provider() {
    return new CloudProvider() {
      @Override
      public String name() {
        return GoogleProvider.NAME;
      }

      @Override
      public List<CloudAccount> accounts() {
        return List.of(account);
      }

      @Override
      public List<CloudAction<?>> actions() {
        return GoogleActions.over(account::acting, Clock.systemUTC(), () -> CloudSettings.DEFAULT);
      }
    };
  }

  @Override
  protected String credential() {
    return "canary-google-77";
  }
}
