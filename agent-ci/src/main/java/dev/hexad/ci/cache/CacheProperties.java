package dev.hexad.ci.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of caches, prefix {@code hexad.ci.cache}.
 *
 * @param maxBytes of all caches together, 10 GiB when absent
 */
@ConfigurationProperties("hexad.ci.cache")
record CacheProperties(@DefaultValue("10737418240") long maxBytes) {}
