package dev.hexad.service.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds out who sends a request; empty when nobody says so or the proof does not hold. */
@FunctionalInterface
public interface IdentityResolver {
  Optional<Identity> resolve(HttpServletRequest request);
}
