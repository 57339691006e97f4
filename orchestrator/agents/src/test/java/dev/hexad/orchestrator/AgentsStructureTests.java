package dev.hexad.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.service.web.Routes;
import dev.hexad.testkit.Structure;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AgentsStructureTests {
  @Test
  void keepsTheRulesOfTheHouse() {
    Structure.verify("dev.hexad.orchestrator");
  }

  @Test
  void declaresAScopeForEveryRoute() {
    try (TestAgents agents = TestAgents.start()) {
      var mapping =
          agents
              .context()
              .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
      assertThat(Routes.withoutScope(mapping)).isEmpty();
    }
  }
}
