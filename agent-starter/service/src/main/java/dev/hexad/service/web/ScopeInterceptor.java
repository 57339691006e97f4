package dev.hexad.service.web;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.identity.Identity;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Denies every handler whose declared scope the caller does not have, and every undeclared one. */
final class ScopeInterceptor implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || request.getDispatcherType() != DispatcherType.REQUEST
        || method.getBeanType().getName().startsWith("org.springframework.boot")) {
      return true;
    }
    String scope = declared(method);
    if (scope == null) {
      throw new HexadException(ProblemType.FORBIDDEN, "This route declares no scope.");
    }
    if (scope.isEmpty()) {
      return true;
    }
    if (!(request.getAttribute(Identity.class.getName()) instanceof Identity identity)) {
      throw new HexadException(
          ProblemType.UNAUTHENTICATED,
          "Send a valid token in the header 'Authorization: Bearer hxd_...'.");
    }
    if (!identity.allows(scope)) {
      throw new HexadException(
          ProblemType.FORBIDDEN,
          "This needs the scope '" + scope + "', which " + identity.subject() + " does not have.");
    }
    return true;
  }

  static @Nullable String declared(HandlerMethod method) {
    var onMethod =
        AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiresScope.class);
    var found =
        onMethod != null
            ? onMethod
            : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiresScope.class);
    if (found != null) {
      return found.value();
    }
    return method.getBeanType().getName().startsWith("org.springdoc") ? "" : null;
  }
}
