package dev.hexad.service.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that a caller needs for a route. A route without this annotation is refused for
 * everyone, and fails the route test.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresScope {
  /** A scope, or {@link #NOBODY_IN_PARTICULAR}. */
  String value();

  /** For routes that prove the caller by other means, such as a signed body. */
  String NOBODY_IN_PARTICULAR = "";
}
