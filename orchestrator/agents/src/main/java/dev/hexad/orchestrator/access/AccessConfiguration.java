package dev.hexad.orchestrator.access;

import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.identity.IdentityResolver;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final String BEARER = "Bearer ";

  @Bean
  IdentityResolver bearerIdentity(Tokens tokens, IdentityKeys keys, Registry registry) {
    return request -> {
      String header = request.getHeader("Authorization");
      if (header == null || !header.startsWith(BEARER) || header.length() > 4096) {
        return Optional.empty();
      }
      String token = header.substring(BEARER.length()).trim();
      if (token.startsWith(Tokens.API_PREFIX)) {
        return tokens.identify(token);
      }
      if (token.startsWith(Tokens.ENROLMENT_PREFIX)) {
        return tokens.identifyEnrolment(token);
      }
      // An agent that was uninstalled is nobody, although its last token has not run out.
      return keys.verifyServiceToken(token).filter(identity -> isKnown(registry, identity));
    };
  }

  private static boolean isKnown(Registry registry, Identity identity) {
    return registry
        .cached(identity.subject().substring(identity.subject().indexOf(':') + 1))
        .filter(agent -> agent.tenant().equals(identity.tenant()))
        .isPresent();
  }
}
