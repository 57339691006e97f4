package dev.hexad.iac.checkout;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of checkouts, prefix {@code hexad.iac}.
 *
 * @param localRepositories whether {@code file://} repositories of this machine may be planned
 */
@ConfigurationProperties("hexad.iac")
record CheckoutProperties(@DefaultValue("false") boolean localRepositories) {}
