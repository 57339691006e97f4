package dev.hexad.cloud.aws;

import dev.hexad.cloud.provider.CloudAccount;
import dev.hexad.cloud.provider.CloudAction;
import dev.hexad.cloud.provider.CloudProvider;
import dev.hexad.cloud.provider.CloudProviderContractTests;
import dev.hexad.cloud.settings.CloudSettings;
import dev.hexad.contracts.message.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsProviderContractTests extends CloudProviderContractTests {
  private AwsEmulator aws;
  private AwsAccount account;

  @BeforeAll
  void start() throws IOException {
    aws = AwsEmulator.start();
    new SampleAccount(aws).fill();
    account =
        new AwsAccount(
            aws.settings("shop"),
            name -> Secret.of(AwsEmulator.KEYS),
            Clock.systemUTC(),
            List.of());
  }

  @AfterAll
  void stop() {
    account.close();
    aws.close();
  }

  @Override
  protected CloudProvider provider() {
    return new CloudProvider() {
      @Override
      public String name() {
        return "aws";
      }

      @Override
      public List<CloudAccount> accounts() {
        return List.of(account);
      }

      @Override
      public List<CloudAction<?>> actions() {
        return AwsActions.over(target -> account, () -> CloudSettings.DEFAULT);
      }
    };
  }

  @Override
  protected String credential() {
    return AwsEmulator.SECRET;
  }
}
