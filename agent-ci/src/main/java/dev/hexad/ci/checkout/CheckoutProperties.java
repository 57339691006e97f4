package dev.hexad.ci.checkout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of checkouts, prefix {@code hexad.ci}.
 *
 * @param localRepositories whether {@code file://} repositories of this machine may be built
 */
@ConfigurationProperties("hexad.ci")
record CheckoutProperties(@DefaultValue("false") boolean localRepositories) {}
