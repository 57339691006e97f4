package dev.hexad.orchestrator.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends traces by OTLP over HTTP. */
@Component
public class TraceExport implements DisposableBean {
  private static final int TIMEOUT_SECONDS = 10;

  private final @Nullable OtlpHttpSpanExporter exporter;

  TraceExport(TraceProperties properties) {
    URI endpoint = properties.endpoint();
    if (endpoint == null) {
      exporter = null;
      return;
    }
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (properties.headers() != null) {
      properties.headers().forEach(builder::addHeader);
    }
    exporter = builder.build();
  }

  public boolean wanted() {
    return exporter != null;
  }

  /**
   * Sends the spans of a trace and returns when the collector has taken them.
   *
   * @throws IllegalStateException when it has not; try again later
   */
  public void send(UUID trace, List<Span> spans) {
    OtlpHttpSpanExporter to = exporter;
    if (to == null) {
      return;
    }
    CompletableResultCode result =
        to.export(spans.stream().<SpanData>map(span -> new ExportedSpan(trace, span)).toList());
    if (!result.join(TIMEOUT_SECONDS, TimeUnit.SECONDS).isSuccess()) {
      throw new IllegalStateException("the collector did not take the trace of run " + trace);
    }
  }

  @Override
  public void destroy() {
    if (exporter != null) {
      exporter.close();
    }
  }
}
