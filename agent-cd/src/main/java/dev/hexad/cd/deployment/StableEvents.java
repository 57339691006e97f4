package dev.hexad.cd.deployment;

import dev.hexad.agent.event.EventHandler;
import dev.hexad.contracts.event.DeploymentPromoted;
import dev.hexad.contracts.event.DeploymentRef;
import dev.hexad.contracts.event.DeploymentSucceeded;
import dev.hexad.contracts.event.Event;
import dev.hexad.contracts.message.Envelope;
import dev.hexad.contracts.problem.HexadException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes stable goes on to the environments that want it. */
@Configuration(proxyBeanMethods = false)
class StableEvents {
  private static final Logger log = LoggerFactory.getLogger(StableEvents.class);

  private record GoesOn<E extends Event>(
      Class<E> eventType, Function<E, DeploymentRef> deployment, Promotions promotions)
      implements EventHandler<E> {
    @Override
    public void handle(E event, Envelope envelope) {
      DeploymentRef stable = deployment.apply(event);
      if (!stable.role().equals("stable")) {
        return;
      }
      for (String next : promotions.following(stable.environment())) {
        try {
          promotions.promote(stable.applicationId(), stable.environment(), next, "");
        } catch (HexadException e) {
          log.atWarn()
              .setCause(e)
              .addKeyValue("environment", next)
              .log("it does not go on by itself; promote it by hand");
        }
      }
    }
  }

  @Bean
  EventHandler<DeploymentSucceeded> succeededGoesOn(Promotions promotions) {
    return new GoesOn<>(DeploymentSucceeded.class, DeploymentSucceeded::deployment, promotions);
  }

  @Bean
  EventHandler<DeploymentPromoted> promotedGoesOn(Promotions promotions) {
    return new GoesOn<>(DeploymentPromoted.class, DeploymentPromoted::deployment, promotions);
  }
}
