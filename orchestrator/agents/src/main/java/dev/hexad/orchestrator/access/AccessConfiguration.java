package dev.hexad.orchestrator.access;

import dev.hexad.orchestrator.registry.Registry;
import dev.hexad.service.identity.Identity;
import dev.hexad.service.identity.IdentityResolver;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  @Bean
  IdentityResolver bearerIdentity(Tokens tokens, IdentityKeys keys, Registry registry) {
    return request -> {
      String token = token(request.getHeader("Authorization"));
      if (token == null) {
        return Optional.empty();
      }
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

  /** As bearer, or as the password of any user: Terraform's http backend knows nothing else. */
  private static @Nullable String token(@Nullable String header) {
    if (header == null || header.length() > 4096) {
      return null;
    }
    if (header.startsWith(BEARER)) {
      return header.substring(BEARER.length()).trim();
    }
    if (!header.startsWith(BASIC)) {
      return null;
    }
    try {
      byte[] text = Base64.getDecoder().decode(header.substring(BASIC.length()).trim());
      String credentials = new String(text, StandardCharsets.UTF_8);
      String password = credentials.substring(credentials.indexOf(':') + 1);
      return password.startsWith(Tokens.API_PREFIX) ? password : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isKnown(Registry registry, Identity identity) {
    return registry
        .cached(identity.subject().substring(identity.subject().indexOf(':') + 1))
        .filter(agent -> agent.tenant().equals(identity.tenant()))
        .isPresent();
  }
}
