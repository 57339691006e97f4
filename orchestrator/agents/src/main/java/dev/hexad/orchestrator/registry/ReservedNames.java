package dev.hexad.orchestrator.registry;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Names of the orchestrator's own resources, taken from its routes: an agent of such a name could
 * not be reached.
 */
@Component
public class ReservedNames {
  private static final String PREFIX = "/api/v1/";

  private final ObjectProvider<RequestMappingHandlerMapping> mapping;

  ReservedNames(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.mapping = mapping;
  }

  public boolean contains(String agentId) {
    return all().contains(agentId);
  }

  private Set<String> all() {
    var names = new TreeSet<>(Set.of("orchestrator", "alerts", "deployments", "stream"));
    mapping.getObject().getHandlerMethods().keySet().stream()
        .flatMap(route -> route.getPatternValues().stream())
        .filter(pattern -> pattern.startsWith(PREFIX))
        .map(pattern -> pattern.substring(PREFIX.length()).split("/", 2)[0])
        .filter(name -> !name.startsWith("{"))
        .forEach(names::add);
    return names;
  }
}
