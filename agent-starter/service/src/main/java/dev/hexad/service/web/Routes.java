package dev.hexad.service.web;

import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Looks at the routes of a service, for the test that none is without a declared scope. */
public final class Routes {
  private Routes() {}

  /** Routes of Hexad's own controllers that declare no scope; must be empty. */
  public static List<String> withoutScope(RequestMappingHandlerMapping mapping) {
    return mapping.getHandlerMethods().entrySet().stream()
        .filter(route -> route.getValue().getBeanType().getName().startsWith("dev.hexad"))
        .filter(route -> ScopeInterceptor.declared(route.getValue()) == null)
        .map(route -> route.getKey() + " " + route.getValue())
        .toList();
  }
}
