package dev.hexad.service.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class OutboundConfigurationTests {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(OutboundConfiguration.class);

  @Test
  void allowsNothingPrivateByDefault() {
    runner.run(context -> {
      assertThat(context).hasSingleBean(OutboundGuard.class).hasSingleBean(GuardedHttp.class);
      assertThat(context.getBean(OutboundProperties.class).allowed()).isEmpty();
    });
  }

  @Test
  void readsTheAllowList() {
    runner
        .withPropertyValues("hexad.outbound.allow=127.0.0.0/8,git.internal:3000")
        .run(context -> {
          assertThat(context.getBean(OutboundProperties.class).allowed())
              .isEqualTo(List.of("127.0.0.0/8", "git.internal:3000"));
          assertThat(context.getBean(OutboundGuard.class).check("http://127.0.0.1/")).hasSize(1);
        });
  }

  @Test
  void doesNotStartWithAnUnreadableEntry() {
    runner
        .withPropertyValues("hexad.outbound.allow=http://git.internal")
        .run(context -> assertThat(context).hasFailed());
  }
}
