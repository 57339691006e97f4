package dev.hexad.orchestrator.trace;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where traces of ended runs go, prefix {@code hexad.otlp}.
 *
 * @param endpoint of a collector, as {@code http://localhost:4318/v1/traces}; nowhere when absent
 * @param headers sent with each request, for example an API key
 */
@ConfigurationProperties("hexad.otlp")
public record TraceProperties(@Nullable URI endpoint, @Nullable Map<String, String> headers) {}
