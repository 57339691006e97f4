package dev.hexad.service.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the caller's identity into the security context and the request. */
final class IdentityFilter extends OncePerRequestFilter {
  private final IdentityResolver resolver;

  IdentityFilter(IdentityResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Identity> identity = resolver.resolve(request);
    identity.ifPresent(found -> {
      request.setAttribute(Identity.class.getName(), found);
      var authorities = found.scopes().stream().sorted().map(SimpleGrantedAuthority::new).toList();
      SecurityContextHolder.getContext()
          .setAuthentication(
              new PreAuthenticatedAuthenticationToken(found, "", List.copyOf(authorities)));
    });
    chain.doFilter(request, response);
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }
}
